"""Pipeline coverage of the next quarter."""

import polars as pl
import pytest

from reportgen.measure.metrics.pipeline_coverage import pipeline_coverage
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "pipeline_coverage"
# Quarter to report: the fourth of 2025. Won 400 of 1,000 decided, so that 2.5 times are needed.
DEALS = frame("""
    deal_id status created_date close_date expected_close sql_date   amount_arr type
    D1      won    2025-08-01   2025-10-10 -              2025-08-10     400000 new
    D2      lost   2025-08-01   2025-11-10 -              2025-08-10     600000 new
    D3      won    2025-06-01   2025-07-10 -              2025-06-10     900000 new
    D4      open   2025-11-01   -          2026-01-15     2025-11-20    1000000 new
    D5      open   2025-11-01   2026-02-01 2026-03-31     2025-12-20    2000000 new
    D6      open   2025-11-01   -          2026-04-01     2025-12-20    5000000 new
    D7      open   2025-11-01   -          2025-12-20     2025-11-20    5000000 new
    D8      open   2025-12-01   -          2026-02-15     -             5000000 new
    D9      open   2025-12-01   -          2026-02-15     2025-12-20    5000000 renewal
    D10     won    2025-12-01   2026-01-08 2026-01-08     2025-12-10     200000 new
    D11     open   2025-11-01   -          2026-02-15     2025-12-20    2500000 expansion
    D12     won    2025-08-01   2025-11-10 -              2025-08-10     900000 expansion
    D13     won    2025-12-01   2026-01-09 2026-01-09     2025-12-10     300000 expansion
    D14     open   2025-11-01   -          2026-02-15     2025-12-20     700000 -
""")
PLAN = frame("""
    month    key      version   value
    2026-01  new_arr  budget   400000
    2026-02  new_arr  budget   400000
    2026-03  new_arr  budget   400000
    2026-04  new_arr  budget   900000
    2026-01  new_arr  forecast  77000
    2026-01  mrr      budget    50000
""")


def coverage(deals: pl.DataFrame = DEALS, plan: pl.DataFrame = PLAN) -> Readings:
    """The metric of these exports."""
    return readings(pipeline_coverage, tables={"deals": deals, "plan": plan})


def test_what_is_open_over_what_is_left_to_win() -> None:
    """3,000,000 of qualified deals due by March / (1,200,000 planned - 200,000 won in January)."""
    figures = coverage()
    for period in ("2025Q4", "2025-12"):
        reading = figures.get(NAME, period)
        assert (reading.value, reading.n) == (3.0, 2)
        assert (reading.numerator, reading.denominator) == (3_000_000, 1_000_000)
        parts = {
            split: r.value for (at, split), r in figures.by(NAME, "part").items() if at == period
        }
        assert parts == {
            "required": 2.5,
            "expected": 1_200_000,
            "short": -200_000,
            "pipeline": 3_000_000,
            "remaining_target": 1_000_000,
            "met": 0,
            "new_customers_only": 1,
        }


def test_deals_with_existing_customers_cover_nothing_of_a_plan_for_new_ones() -> None:
    """2,500,000 of expansion in the list, 900,000 and 300,000 of it won: nothing changes."""
    only_new = coverage(DEALS.filter(pl.col("type") == "new"))
    for part in ("pipeline", "remaining_target", "required", "expected", "short"):
        assert coverage().at(NAME, None, "part", part) == only_new.at(NAME, None, "part", part)
    assert "deals with new customers, as in the plan" in coverage().definitions[NAME]


def test_where_no_type_is_told_all_count_and_that_is_said() -> None:
    """11,200,000 open / (1,200,000 - 500,000 won) = 16, with what is inside beside the figure."""
    untyped = coverage(DEALS.drop("type"))
    assert untyped.get(NAME, "2025Q4").value == pytest.approx(16.0)
    assert untyped.get(NAME, "2025Q4", "part", "new_customers_only").value == 0
    assert "deals with existing customers too, since no type is told" in untyped.definitions[NAME]


def test_what_is_expected_to_be_missing_in_money() -> None:
    """1,000,000 left to win, 40 % of 1,000,000 expected: 600,000 short."""
    fewer = DEALS.filter(pl.col("deal_id") != "D5")
    assert coverage(fewer).get(NAME, "2025Q4", "part", "short").value == pytest.approx(600_000)


def test_a_target_that_is_met_needs_no_pipeline() -> None:
    """The January deal alone is worth more than the plan: a good reason to have no figure."""
    figures = coverage(plan=PLAN.with_columns(pl.col("value") / 10))
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (None, "infinite")
    assert figures.get(NAME, "2025Q4", "part", "met").value == 1
    assert figures.get(NAME, "2025Q4", "part", "remaining_target").value == -80_000


def test_an_export_that_knows_no_qualification_counts_all_open_deals() -> None:
    """Then the fresh deal of 5,000,000 counts too."""
    blank = DEALS.with_columns(sql_date=pl.lit(None, pl.Date))
    for deals in (DEALS.drop("sql_date"), blank):
        assert coverage(deals).get(NAME, "2025Q4").value == 8.0


def test_earlier_quarters_are_not_guessed() -> None:
    """Nobody knows from today's list what was expected to close half a year ago."""
    assert coverage().get(NAME, "2025Q3").missing == "insufficient_history"
    assert coverage().get(NAME, "2025-11").missing == "insufficient_history"


@pytest.mark.parametrize(
    ("deals", "plan"),
    [
        (DEALS, PLAN.filter(pl.col("key") == "mrr")),
        (DEALS, PLAN.filter(pl.col("month").dt.month() == 1)),
        (DEALS.drop("expected_close"), PLAN),
    ],
    ids=["no new business in the plan", "one month planned of three", "no expected close"],
)
def test_what_it_cannot_do_without(deals: pl.DataFrame, plan: pl.DataFrame) -> None:
    """No figure and no error."""
    assert coverage(deals, plan).get(NAME, "2025Q4").missing == "no_data"


def test_what_is_needed_stands_without_a_plan_too() -> None:
    """The win rate is that of three months, also for a single month."""
    figures = readings(pipeline_coverage, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-12", "part", "required").value == 2.5
    assert figures.get(NAME, "2025-12", "part", "met").missing == "no_data"


def test_a_plan_by_quarters() -> None:
    """A row for every third month stands for the three."""
    plan = frame("""
        month    key      value
        2025-10  new_arr   500000
        2026-01  new_arr  1200000
        2026-04  new_arr   900000
    """)
    assert coverage(plan=plan).get(NAME, "2025Q4").value == 3.0
