"""Plan, amounts."""

from decimal import Decimal

from reportgen.measure.metrics.plan import plan
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.house import tables
from tests.measure.readings import readings

NAME = "plan"
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
    return readings(plan, tables={**tables(), "plan": PLAN}, period=period)


def test_sums_and_states_of_the_budget() -> None:
    """Three months of 9,000 and the recurring revenue of December."""
    figures = planned()
    assert figures.get(NAME, "2025Q4", "key", "sm").exact == Decimal(27_000)
    assert figures.get(NAME, "2025Q4", "key", "arr").exact == Decimal(470_000)
    assert figures.get(NAME, "2025-11", "key", "sm").value == 9_000


def test_only_amounts_of_money() -> None:
    """Customers and margins have units of their own."""
    assert {key for _, by, key in planned().of(NAME) if by} == {"sm", "arr"}


def test_it_stands_also_where_the_actual_figure_is_not_known() -> None:
    """A budget without any export."""
    figures = readings(plan, tables={"plan": PLAN.filter(PLAN["key"] == "sm")})
    assert figures.get(NAME, "2025Q4", "key", "sm").value == 27_000
