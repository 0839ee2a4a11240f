"""What stands beside the figures of the backward plan and of the activities."""

from __future__ import annotations

import polars as pl
import pytest

from reportgen.intake.dataset import Dataset
from reportgen.measure.cells import SCHEMA
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from reportgen.period import parse_period
from reportgen.publish.block import Material
from reportgen.publish.blocks.activity_table import activity_table
from reportgen.publish.blocks.backward_table import _cell, backward_table
from reportgen.story.commentary import Commentary
from reportgen.story.locale import load_locale
from reportgen.story.story import Story
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads
from tests.measure.metrics.test_backward_plan import HEADER, SQL, deals, plan, through
from tests.measure.metrics.test_hunters_needed import ACTIVITY, ROWS
from tests.measure.readings import pack_of

WON = deals({"outbound": 10})
# Something was done in the report period, but no meeting booked.
CALLS = ACTIVITY.head(1).with_columns(date=pl.date(2025, 10, 15), type=pl.lit("call_dialled"))
FUNNEL_METRICS = (
    *("backward_plan", "leads_still_needed", "won_deals", "sales_qualified_leads", "plan_count"),
    *("activity", "capacity_load", "hunters_needed", "activities_needed"),
    *("answered_calls_per_person_and_day", "booked_meetings_per_person_and_day"),
)


def material(won: pl.DataFrame, locale: str = "en", **tables: pl.DataFrame) -> Material:
    """A plan of 1,200,000 and the leads and meetings that it takes."""
    known = all_metrics()
    found: Readings = figures(
        *(known[name] for name in FUNNEL_METRICS),
        deals=won,
        more={
            "plan": plan(1_200_000),
            "leads": ROWS,
            "sales_activity": pl.concat([ACTIVITY, CALLS]),
            **tables,
        },
    )
    story = Story(found, pack_of(), load_locale(locale))
    return Material(story, Dataset({}, ()), {}, lambda _: (), Commentary({}), {})


@pytest.mark.parametrize(
    ("kinds", "deal", "every"),
    [
        (None, "Won deal", "All deals"),
        (["expansion"] * 10, "Won deal", "All deals"),
        (
            ["new"] * 8 + ["expansion"] * 2,
            "Deals won, new customers",
            "All deals with new customers",
        ),
    ],
)
def test_whose_deals_the_plan_counts(kinds: list[str] | None, deal: str, every: str) -> None:
    """Those with new customers, where deals say which they are; else all."""
    won = WON if kinds is None else WON.with_columns(type=pl.Series(kinds))
    part = backward_table.prepare(material(won))
    assert isinstance(part, dict)
    assert part["all"] == every
    assert part["groups"][0]["rows"][-1]["label"] == deal


def test_a_row_closes_with_what_came_before_the_year() -> None:
    """61 days ahead: the year's leads are those of November 2024 to October 2025."""
    early = leads(HEADER + "\n".join(through("inbound", {"sales_lead": (7, "2024-11-20")})))
    late = leads(HEADER + "\n".join(through("inbound", {"sales_lead": (3, "2025-12-05")})))
    rows = [
        SQL,
        early.with_columns(lead_id="e" + pl.col("lead_id")),
        late.with_columns(lead_id="l" + pl.col("lead_id")),
    ]
    part = backward_table.prepare(
        material(deals({"inbound": 10}), leads=pl.concat(rows), plan=plan(120_000))
    )
    assert isinstance(part, dict)
    (group,) = part["groups"]
    row = next(row for row in group["rows"] if row["stage"] == "sales_lead")
    actual = [cell["actual"] for cell in row["cells"]]
    assert (row["before"]["actual"], actual, row["next"]["actual"], row["actual"]) == (
        *("7", ["100", "0", "0", "3"]),
        *("\u22123", "107"),
    )
    assert part["edges"] == {"before": True, "next": True}
    deal = next(row for row in group["rows"] if row["stage"] == "won_deal")
    assert deal["before"] == deal["next"] == {"actual": "", "plan": ""}


def test_deals_have_one_total_over_flows_and_quarters() -> None:
    """85 deals of which two flows take 28.3 and 56.7, in quarters of 21.3: nothing is rounded up."""
    part = backward_table.prepare(
        material(deals({"inbound": 1, "outbound": 2}), plan=plan(850_000))
    )
    assert isinstance(part, dict)
    plans = [row["plan"] for g in part["groups"] for row in g["rows"] if row["stage"] == "won_deal"]
    assert sorted(plans) == ["28.3", "56.7"]
    assert part["whole"]["plan"] == "85.0"
    assert [cell["plan"] for cell in part["whole"]["cells"]] == ["21.3"] * 4
    assert part["note"].startswith(
        "So far / by the plan. Deals are derived from the ARR plan: 850\u00a0kEUR of new annual "
        "recurring revenue / 10.0\u00a0kEUR a deal won = 85.0. Stages"
    )


def test_the_plans_own_line_of_customers_is_named() -> None:
    """90 new customers in the plan, 85 derived: both are said."""
    own = plan(850_000).vstack(
        frame(
            "month key value\n"
            + "\n".join(f"2025-{month:02d} new_customers 7.5" for month in range(1, 13))
        )
    )
    part = backward_table.prepare(material(deals({"inbound": 1, "outbound": 2}), plan=own))
    assert isinstance(part, dict)
    assert "The plan's own line of new customers says 90." in part["note"]


def test_leads_of_flows_without_a_row_are_named() -> None:
    """5 leads out of nurturing: 105 in all, 100 in the row."""
    more = leads(
        HEADER
        + "\n".join(
            through(
                "nurture", {"nurturing_lead": (5, "2025-10-02"), "sales_lead": (5, "2025-11-02")}
            )
            + through("inbound", {"sales_lead": (100, "2025-11-01")})
        )
    )
    part = backward_table.prepare(material(deals({"inbound": 10}), leads=more))
    assert isinstance(part, dict)
    assert part["elsewhere"] == (
        "Sales lead, all flows in Q4 2025: 105. Out of flows without a row of it here: Nurture 5."
    )
    without = backward_table.prepare(material(deals({"inbound": 10}), leads=SQL))
    assert isinstance(without, dict)
    assert without["elsewhere"] == ""


def test_people_that_the_plan_takes_in_one_sentence() -> None:
    """600 SQL take 1,200 meetings: 300 in a quarter, at 100 / 46 a day or at the capacity of 2."""
    part = activity_table.prepare(material(WON))
    assert isinstance(part, dict)
    assert part["hunters"] == (
        "At the pace of the last twelve months the meetings of the plan take 2.1 people in Q4 2025, "
        "and 2 book meetings now; if each booked 2.0 a working day, the capacity, 2.3 would do."
    )


@pytest.mark.parametrize(
    ("actual", "tone"), [(22, "even"), (21, "bad"), (23, "even"), (25, "good")]
)
def test_a_row_within_the_limit_has_no_colour(actual: int, tone: str) -> None:
    """22 of 23 is a twentieth short and no more; 21 is not."""
    rows = [
        {
            **dict.fromkeys(SCHEMA),
            "metric": "backward_plan",
            "period": "2025Q4",
            "value": 22.4,
            "n": actual,
            "split_by": "stage",
            "split": "sales_lead",
        }
    ]
    frame = pl.DataFrame(rows, schema={**SCHEMA, "metric": pl.String})
    found = Readings(frame, all_metrics(), parse_period("2025Q4"), {}, {}, "SEK")
    told = Story(found, pack_of(), load_locale("en"))
    quarter = parse_period("2025Q4")
    assert _cell(told, quarter, "stage", "sales_lead", "sales_lead")["tone"] == tone
