"""Actual against plan, amounts."""

from decimal import Decimal

from reportgen.measure.metrics.actual import actual
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings

NAME = "actual"
PLAN = frame("""
    month    key            value
    2025-10  sm              9000
    2025-11  sm              9000
    2025-12  sm              9000
    2025-10  new_customers      1
    2025-11  new_customers      1
    2025-12  new_customers      1
    2025-12  arr           470000
    2025-12  customers         10
    2025-12  gross_margin     0.8
""")


def planned(period: str = "2025Q4") -> Readings:
    """The house example with a budget for its last quarter."""
    return readings(actual, tables={**tables(), "plan": PLAN}, period=period)


def test_the_figures_that_the_keys_name() -> None:
    """30,000 spent and 465,600 of recurring revenue."""
    figures = planned()
    assert figures.get(NAME, "2025Q4", "key", "sm").exact == Decimal(30_000)
    assert figures.get(NAME, "2025Q4", "key", "arr").exact == Decimal(465_600)
    assert set(figures.sources[NAME].split("; ")) == {
        *("plan.csv", "ledger.csv", "recurring_revenue.csv", "customers.csv")
    }


def test_only_windows_that_the_plan_covers_and_amounts_of_money() -> None:
    """The plan begins in October."""
    found = {(label, key) for label, by, key in planned().of(NAME) if by}
    assert ("2025-09", "sm") not in found
    assert {key for _, key in found} == {"sm", "arr"}


def test_the_month_that_is_still_to_come_is_missing() -> None:
    """Reported in November, the quarter has no December."""
    assert planned("2025-11").get(NAME, "2025Q4", "key", "sm").missing == "partial_period"
