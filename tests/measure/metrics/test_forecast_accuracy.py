"""Accuracy of forecasts."""

import pytest

from reportgen.measure.metrics.forecast_accuracy import forecast_accuracy
from reportgen.measure.metrics.variance_against_plan import variance_against_plan
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "forecast_accuracy"
LEDGER = frame("""
    month    category           amount
    2025-10  revenue_recurring  100
    2025-11  revenue_recurring  100
    2025-12  revenue_recurring  100
    2025-10  sm                  40
    2025-11  sm                   0
    2025-12  sm                  50
""")
PLAN = frame("""
    month    key                version   value
    2025-10  revenue_recurring  forecast     95
    2025-11  revenue_recurring  forecast    110
    2025-12  revenue_recurring  forecast    110
    2025-10  revenue_recurring  budget       50
    2025-10  sm                 forecast     90
    2025-11  sm                 forecast     10
    2025-12  ga                 budget       10
""")


def test_one_less_the_error() -> None:
    """95 against 100: 95 %; over the quarter 315 against 300: 95 % too; the budget is not looked at."""
    figures = readings(forecast_accuracy, tables={"plan": PLAN, "ledger": LEDGER})
    october = figures.get(NAME, "2025-10", "key", "revenue_recurring")
    assert (october.value, october.numerator, october.denominator) == (0.95, 5, 100)
    assert figures.get(NAME, "2025-11", "key", "revenue_recurring").value == 0.9
    assert figures.get(NAME, "2025Q4", "key", "revenue_recurring").value == pytest.approx(0.95)
    assert figures.get(NAME, "2025Q4").missing == "not_meaningful"


def test_a_miss_larger_than_the_figure_is_no_accuracy() -> None:
    """90 against 40 is no accuracy of -25 %; against nothing there is none either."""
    figures = readings(forecast_accuracy, tables={"plan": PLAN, "ledger": LEDGER})
    assert figures.get(NAME, "2025-10", "key", "sm").missing == "not_meaningful"
    assert figures.get(NAME, "2025-11", "key", "sm").missing == "div_zero"
    assert figures.get(NAME, "2025Q4", "key", "sm").missing == "partial_period"


def test_the_budget_is_compared_as_before() -> None:
    """Forecasts beside it change nothing, and only its own keys have a variance."""
    figures = readings(variance_against_plan, tables={"plan": PLAN, "ledger": LEDGER})
    found = {r.split: r.value for r in figures.groups("variance_against_plan", "key")}
    assert set(found) == {"revenue_recurring", "ga"}
    october = figures.get("variance_against_plan", "2025-10", "key", "revenue_recurring")
    assert october.value == 1.0


def test_a_plan_without_forecasts() -> None:
    """No data, not 0."""
    budget = PLAN.drop("version")
    figures = readings(forecast_accuracy, tables={"plan": budget, "ledger": LEDGER})
    assert figures.get(NAME, "2025Q4").missing == "no_data"
