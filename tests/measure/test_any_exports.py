"""What every metric keeps to, whatever exports there are."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest

from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from reportgen.unit import Unit
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings

DEALS = frame("""
    deal_id  status  created_date  close_date  amount_arr  segment  type
    D1       won     2025-09-20    2025-10-10         100  ENT      new
    D2       lost    2025-09-20    2025-10-10         120  ENT      -
    D3       open    2025-09-20    -                   90  SMB      new
""")
PLAN = frame("""
    month    key            value
    2025-12  mrr            40000
    2025-12  sm              9000
    2025-12  cac            12000
    2025-12  rule_of_forty     40
    2025-12  magic_number       1
    2025-12  runway            18
""")
KEYS = ["metric", "period", "split_by", "split"]
EXPORTS = {**tables(), "deals": DEALS, "plan": PLAN}
MONEY = {
    "recurring_revenue": ["mrr"],
    "ledger": ["amount"],
    "cash": ["cash_end"],
    "deals": ["amount_arr"],
}


def all_readings(exports: dict[str, pl.DataFrame]) -> Readings:
    """Every metric of some exports."""
    return readings(*all_metrics().values(), tables=exports)


@pytest.mark.parametrize("names", [(), *combinations(EXPORTS, 1), *combinations(EXPORTS, 6)])
def test_a_figure_has_a_value_or_a_reason_with_any_exports(names: tuple[str, ...]) -> None:
    """Never both, never neither, never NaN or infinity, and each stands once."""
    found = all_readings({name: EXPORTS[name] for name in names}).frame
    assert found.filter(pl.col("value").is_null() == pl.col("missing").is_null()).is_empty()
    assert found.filter(~pl.col("value").is_finite()).is_empty()
    assert not found.select(KEYS).is_duplicated().any()


def test_exports_without_a_row_are_no_data() -> None:
    """An empty file says nothing, least of all 0."""
    found = all_readings({name: rows.head(0) for name, rows in EXPORTS.items()}).frame
    assert set(found["missing"]) == {"no_data"}


def test_a_currency_worth_a_thousandth_changes_amounts_and_nothing_else() -> None:
    """All money times 1,000: months, shares and ratios stay."""
    exports = {name: rows for name, rows in EXPORTS.items() if name != "plan"}
    times = {
        name: rows.with_columns(pl.col(column) * 1000 for column in MONEY.get(name, []))
        for name, rows in exports.items()
    }
    units = {name: metric.unit is Unit.MONEY for name, metric in all_metrics().items()}
    both = (
        all_readings(exports)
        .frame.join(all_readings(times).frame, on=KEYS, suffix="_times")
        .filter(pl.col("value").is_not_null() & (pl.col("split_by") != "part"))
        .with_columns(
            factor=pl.when(pl.col("metric").replace_strict(units)).then(1000).otherwise(1)
        )
    )
    wrong = both.filter(
        (pl.col("value") * pl.col("factor") - pl.col("value_times")).abs()
        > 1e-9 * pl.col("value_times").abs() + 1e-9
    )
    assert both.height > 1000
    assert wrong.is_empty(), wrong.select(*KEYS, "value", "value_times")


def test_the_order_of_rows_does_not_matter() -> None:
    """An export may be sorted by anything."""
    shuffled = {
        name: rows.sample(fraction=1, shuffle=True, seed=7) for name, rows in EXPORTS.items()
    }
    wanted, found = all_readings(EXPORTS).frame, all_readings(shuffled).frame
    both = wanted.join(found, on=KEYS, how="full", coalesce=True, suffix="_shuffled")
    assert both.height == wanted.height == found.height
    assert both.filter(pl.col("missing").ne_missing(pl.col("missing_shuffled"))).is_empty()
    apart = (pl.col("value") - pl.col("value_shuffled")).abs() > 1e-9 * (1 + pl.col("value").abs())
    assert both.filter(apart).is_empty()
