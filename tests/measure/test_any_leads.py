"""What the metrics of funnels keep to, whatever exports and columns there are."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest

from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads
from tests.measure.metrics.test_backward_plan import deals, plan

KEYS = ["metric", "period", "split_by", "split"]
METRICS = [metric for metric in all_metrics().values() if metric.topic == "funnel"]
LEADS = leads("""
    lead_id  stage  entered_at  flow  source  paid  segment  score_decision  score_need  score_fit
    L1  visitor  2025-01-02  inbound  web  yes  ENT  3  4  5
    L1  marketing_lead  2025-01-20  inbound  web  yes  ENT  3  4  5
    L1  sales_lead  2025-02-02  inbound  web  yes  ENT  3  4  5
    L2  prospect  2025-01-02  outbound  list  no  -  -  1  2
    L2  sales_lead  2025-01-02  outbound  list  no  -  -  1  2
    L3  nurturing_lead  2025-05-02  nurture  web  no  SMB  5  1  2
    L3  marketing_lead  2025-06-02  -  web  no  SMB  5  1  2
    L4  webinar  2025-06-02  partner  -  -  SMB  -  -  -
""")
ACTIVITY = frame("""
    date        owner  type            count  flow      role
    2025-01-15  Alva   meeting_booked     46  outbound  hunter
    2025-01-15  Bo     call_answered     400  -         -
    2025-06-15  Bo     follow_up         400  outbound  -
""")
LEDGER = frame("""
    month    line  amount  category  sm_part
    2025-01  A      30000  sm        ads_awareness
    2025-02  B      30000  sm        ads_conversion
""")
EXPORTS = {
    "leads": LEADS,
    "sales_activity": ACTIVITY,
    "ledger": LEDGER,
    "deals": deals({"inbound": 3, "outbound": 1}),
    "plan": plan(1_000_000),
}
SUBSETS = [names for size in range(6) for names in combinations(EXPORTS, size)]


def sound(found: Readings) -> pl.DataFrame:
    """A value or a reason, never both, never neither, never NaN, and each figure stands once."""
    cells = found.frame
    assert cells.filter(pl.col("value").is_null() == pl.col("missing").is_null()).is_empty()
    assert cells.filter(~pl.col("value").is_finite()).is_empty()
    assert not cells.select(KEYS).is_duplicated().any()
    assert set(cells["metric"]) == {metric.name for metric in METRICS}
    return cells


@pytest.mark.parametrize("names", SUBSETS)
def test_any_exports(names: tuple[str, ...]) -> None:
    """Every subset of them."""
    sound(figures(*METRICS, more={name: EXPORTS[name] for name in names}))


def test_exports_without_a_row_are_no_data() -> None:
    """An empty file says nothing, least of all 0."""
    found = sound(figures(*METRICS, more={name: rows.head(0) for name, rows in EXPORTS.items()}))
    assert set(found["missing"]) == {"no_data"}


def test_any_columns() -> None:
    """Without one of the columns that need not be there, and with that column empty."""
    for name, needed in (("leads", LEADS.columns[:3]), ("sales_activity", ACTIVITY.columns[:4])):
        for column in EXPORTS[name].columns:
            if column in needed or column.startswith("source_"):
                continue
            bare = EXPORTS[name].drop(column)
            sound(figures(*METRICS, more={**EXPORTS, name: bare}))
            empty = EXPORTS[name].with_columns(
                pl.lit(None, EXPORTS[name].schema[column]).alias(column)
            )
            sound(figures(*METRICS, more={**EXPORTS, name: empty}))


def test_the_order_of_rows_does_not_matter() -> None:
    """An export may be sorted by anything."""
    shuffled = {
        name: rows.sample(fraction=1, shuffle=True, seed=7) for name, rows in EXPORTS.items()
    }
    wanted, found = (sound(figures(*METRICS, more=more)) for more in (EXPORTS, shuffled))
    both = wanted.join(found, on=KEYS, how="full", coalesce=True, suffix="_shuffled")
    assert both.height == wanted.height == found.height
    assert both.filter(pl.col("missing").ne_missing(pl.col("missing_shuffled"))).is_empty()
    apart = (pl.col("value") - pl.col("value_shuffled")).abs() > 1e-9 * (1 + pl.col("value").abs())
    assert both.filter(apart).is_empty()


def test_free_names_and_odd_flows() -> None:
    """Names with blanks and signs, one flow, none of the default ones, a loop first."""
    for flows, loops in (
        ({"en tratt": ["a+b", "c > d", "e: f"]}, []),
        ({"loop": ["x", "y"]}, ["loop"]),
        ({"loop": ["y", "z", "x"], "web": ["x", "y", "w"]}, ["loop"]),
    ):
        stages = [stage for own in flows.values() for stage in own]
        rows = [
            {"lead_id": f"L{n % 3}", "stage": stage, "entered_at": f"2025-0{n % 6 + 1}-05"}
            for n, stage in enumerate(stages * 3)
        ]
        some = pl.DataFrame(rows).with_columns(
            pl.col("entered_at").str.to_date(),
            source_file=pl.lit("leads.csv"),
            source_line=pl.lit(2, pl.UInt32),
        )
        funnel = {"flows": flows, "loops": loops}
        sound(figures(*METRICS, more={**EXPORTS, "leads": some}, funnel=funnel))


def test_a_fiscal_year_of_its_own_and_other_lengths_of_period() -> None:
    """May to April, a month, a year."""
    for period in ("2025-06", "FY2026", "2026Q1"):
        sound(figures(*METRICS, more=EXPORTS, period=period, fiscal_year_start=5))
