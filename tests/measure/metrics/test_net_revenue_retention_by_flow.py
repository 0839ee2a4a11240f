"""Net revenue retention, from movements."""

from reportgen.measure.metrics.net_revenue_retention_by_flow import net_revenue_retention_by_flow
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "net_revenue_retention_by_flow"


def test_house_example() -> None:
    """(32,000 + 4,800 - 1,000 - 4,000) / 32,000 = 99.375 %, where the cohort kept 100.625 %."""
    reading = house(net_revenue_retention_by_flow).get(NAME, "TTM2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.99375, 31_800, 32_000)
    assert reading.n == 6


def test_customers_won_in_the_period_move_it() -> None:
    """B came in October and doubled: 100 of the opening 100 are kept, and 50 of B are added."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-09  2025-12  100
        B            2025-10  2025-10   50
        B            2025-11  2025-12  100
    """)
    figures = readings(net_revenue_retention_by_flow, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").value == 1.5


def test_losing_more_than_there_was_says_nothing() -> None:
    """What was won in between and lost again is more than the opening."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-09  2025-12   10
        B            2025-10  2025-10  500
    """)
    figures = readings(net_revenue_retention_by_flow, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").missing == "not_meaningful"
    assert figures.get(NAME, "2025-10").value == 1
