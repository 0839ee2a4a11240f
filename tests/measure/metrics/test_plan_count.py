"""Plan, numbers."""

from decimal import Decimal

from reportgen.measure.metrics.plan_count import plan_count
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings

NAME = "plan_count"
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
    return readings(plan_count, tables={**tables(), "plan": PLAN}, period=period)


def test_sums_and_states_of_the_budget() -> None:
    """1 + 1 + 1 = 3 new customers, and 10 customers in December."""
    figures = planned()
    assert figures.get(NAME, "2025Q4", "key", "new_customers").exact == Decimal(3)
    assert figures.get(NAME, "2025Q4", "key", "customers").exact == Decimal(10)


def test_only_what_is_counted() -> None:
    """Money and margins have units of their own."""
    assert {key for _, by, key in planned().of(NAME) if by} == {"new_customers", "customers"}
