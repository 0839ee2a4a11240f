"""Variance against plan."""

from typing import Any

import polars as pl
import pytest

from reportgen.measure.metrics.variance_against_plan import variance_against_plan
from tests.ascii_table import frame
from tests.measure.house import house, tables
from tests.measure.readings import months, readings

NAME = "variance_against_plan"


def against(plan: str, period: str = "2025Q4", **more: Any) -> dict[tuple[str, str], object]:
    """Value, or the reason why there is none, of the house example by period and key."""
    exports = {**tables(), "plan": frame(plan)}
    figures = readings(variance_against_plan, tables=exports, period=period, **more)
    return {
        (label, key): reading.missing or reading.value
        for (label, split_by, key), reading in figures.of(NAME).items()
        if split_by == "key"
    }


def test_published_example() -> None:
    """Budget and actual of five lines (Finvisor): -5 %, +15 %, -6.3 %, +2.9 %, -2.5 %."""
    plan = frame("""
        month    key                value
        2025-12  revenue_recurring  500
        2025-12  sm                 100
        2025-12  rd                  80
        2025-12  ga                  70
        2025-12  cogs               200
    """)
    ledger = frame("""
        month    category           amount
        2025-12  revenue_recurring  475
        2025-12  sm                 115
        2025-12  rd                  75
        2025-12  ga                  72
        2025-12  cogs               195
    """)
    figures = readings(
        variance_against_plan, tables={"plan": plan, "ledger": ledger}, period="2025-12"
    )
    found = {g.split: g.value for g in figures.groups(NAME, "key")}
    assert found == pytest.approx(
        {
            "revenue_recurring": -0.05,
            "sm": 0.15,
            "rd": -0.0625,
            "ga": 2 / 70,
            "cogs": -0.025,
        }
    )
    costs = figures.get(NAME, "2025-12", "key", "sm")
    assert (costs.numerator, costs.denominator) == (15, 100)


def test_sums_are_added_and_states_are_those_of_the_last_month() -> None:
    """Spend: 30,000 against 27,000. Recurring revenue: 38,800 against 40,000 in December."""
    found = against("""
        month    key               value
        2025-10  sm                 9000
        2025-11  sm                 9000
        2025-12  sm                 9000
        2025-10  recurring_revenue  30000
        2025-11  recurring_revenue  35000
        2025-12  recurring_revenue  40000
    """)
    assert found["2025Q4", "sm"] == pytest.approx(3_000 / 27_000)
    assert found["2025-10", "sm"] == pytest.approx(1_000 / 9_000)
    assert found["2025Q4", "recurring_revenue"] == pytest.approx(-0.03)
    assert found["2025-10", "recurring_revenue"] == pytest.approx(4_200 / 30_000)


def test_short_forms_of_keys() -> None:
    """arr, mrr, new_logos and new_arr as budgets have them; unknown words are left out."""
    found = against("""
        month    key        value
        2025-12  arr        400000
        2025-12  MRR         40000
        2025-10  new_logos       1
        2025-10  new_arr     24000
        2025-12  CLV:CAC         3
        2025-10  weather         9
    """)
    assert found["2025-12", "arr"] == pytest.approx(65_600 / 400_000)
    assert found["2025-12", "MRR"] == pytest.approx(-0.03)
    assert found["2025-10", "new_logos"] == 0
    assert found["2025-10", "new_arr"] == pytest.approx(-6_000 / 24_000)
    assert not any(key == "weather" for _, key in found)


def test_the_fiscal_year_to_date_and_the_whole_year() -> None:
    """A year from July: half of it is over, and the plan has all twelve months."""
    rows = "\n".join(
        f"{'2025' if n >= 7 else '2026'}-{n:02} sm 10000" for n in [*range(7, 13), *range(1, 7)]
    )
    found = against(f"month key value\n{rows}", fiscal_year_start=7, period="2025-12")
    assert found["YTD2025-12", "sm"] == pytest.approx(-3_000 / 60_000)
    assert found["2026Q1", "sm"] == pytest.approx(-0.1)
    assert found["FY2026", "sm"] == "partial_period"


def test_a_quarter_with_an_unplanned_month_is_missing() -> None:
    """Two months of plan against three of spend would always be too much."""
    found = against("month key value\n2025-11 sm 9000\n2025-12 sm 9000")
    assert found["2025Q4", "sm"] == "insufficient_history"
    found = against("month key value\n2025-10 sm 9000\n2025-11 sm 9000")
    assert found["2025Q4", "sm"] == "partial_period"


def test_a_plan_by_quarters() -> None:
    """A row a quarter is the quarter's; a month of it has no plan of its own."""
    found = against("month key value\n2025-09 sm 25000\n2025-12 sm 25000")
    assert found["2025Q4", "sm"] == pytest.approx(0.2)
    assert found["2025Q3", "sm"] == pytest.approx(0.08)
    assert found["2025-12", "sm"] == "partial_period"


def test_a_rate_is_compared_where_all_months_plan_the_same() -> None:
    """75 % planned for each month is 75 % for the quarter; 70, 75, 80 % is nothing for it."""
    plan = "month key value\n2025-10 gross_margin 0.6\n2025-11 gross_margin 0.6"
    found = against(f"{plan}\n2025-12 gross_margin 0.6")
    assert found["2025Q4", "gross_margin"] == pytest.approx(0.25)
    found = against(f"{plan}\n2025-12 gross_margin 0.8")
    assert found["2025Q4", "gross_margin"] == "not_meaningful"
    assert found["2025-12", "gross_margin"] == pytest.approx(-0.0625)


def test_a_plan_of_nothing_and_a_change_of_sign_have_no_percentage() -> None:
    """Both halves can still be read."""
    plan = frame("month key value\n2025-12 ga 0\n2025-12 other -50")
    ledger = frame("month category amount\n2025-12 ga 7\n2025-12 other 50")
    figures = readings(
        variance_against_plan, tables={"plan": plan, "ledger": ledger}, period="2025-12"
    )
    nothing = figures.get(NAME, "2025-12", "key", "ga")
    assert (nothing.missing, nothing.numerator, nothing.denominator) == ("div_zero", 7, 0)
    assert figures.get(NAME, "2025-12", "key", "other").missing == "not_meaningful"


def test_below_a_plan_below_zero_is_a_negative_variance() -> None:
    """-60 against -50 is 20 % worse: the base is taken without its sign."""
    plan = frame("month key value\n2025-12 other -50")
    ledger = frame("month category amount\n2025-12 other -60")
    figures = readings(
        variance_against_plan, tables={"plan": plan, "ledger": ledger}, period="2025-12"
    )
    assert figures.get(NAME, "2025-12", "key", "other").value == -0.2


def test_the_budget_counts_not_the_forecast() -> None:
    """A blank version is the budget too."""
    found = against("""
        month    key  value  version
        2025-12  sm    8000  budget
        2025-12  sm    9999  forecast
        2025-12  arr  93120  -
    """)
    assert found["2025-12", "sm"] == 0.25
    assert found["2025-12", "arr"] == 4


def test_the_company_as_a_whole_has_no_variance() -> None:
    """Revenue and costs cannot be added up; without a plan there is no data."""
    exports: dict[str, pl.DataFrame] = {
        "plan": frame("month key value\n2025-12 mrr 100"),
        "recurring_revenue": months("customer_id from to mrr\nC1 2025-11 2025-12 120"),
    }
    figures = readings(variance_against_plan, tables=exports)
    assert figures.get(NAME, "2025Q4").missing == "not_meaningful"
    assert house(variance_against_plan).get(NAME, "2025Q4").missing == "no_data"


def test_what_is_planned_but_not_exported_is_missing() -> None:
    """A budget for development without a ledger line of it."""
    found = against("month key value\n2025-12 rd 100")
    assert found["2025-12", "rd"] == "no_data"
