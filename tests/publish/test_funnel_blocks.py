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
from tests.measure.funnels import figures
from tests.measure.metrics.test_backward_plan import deals, plan
from tests.measure.metrics.test_hunters_needed import ACTIVITY, ROWS
from tests.measure.readings import pack_of

WON = deals({"outbound": 10})
# Something was done in the report period, but no meeting booked.
CALLS = ACTIVITY.head(1).with_columns(date=pl.date(2025, 10, 15), type=pl.lit("call_dialled"))
FUNNEL_METRICS = (
    *("backward_plan", "leads_still_needed", "won_deals"),
    *("activity", "capacity_load", "hunters_needed", "activities_needed"),
    *("answered_calls_per_person_and_day", "booked_meetings_per_person_and_day"),
)


def material(won: pl.DataFrame, locale: str = "en") -> Material:
    """A plan of 1,200,000 and the leads and meetings that it takes."""
    known = all_metrics()
    found: Readings = figures(
        *(known[name] for name in FUNNEL_METRICS),
        plan=plan(1_200_000),
        deals=won,
        leads=ROWS,
        sales_activity=pl.concat([ACTIVITY, CALLS]),
    )
    story = Story(found, pack_of(), load_locale(locale))
    return Material(story, Dataset({}, ()), {}, list, Commentary({}), {})


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
    assert _cell(told, parse_period("2025Q4"), "stage", "sales_lead")["tone"] == tone
