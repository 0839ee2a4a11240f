"""Gross revenue retention, from movements."""

from reportgen.measure.metrics.gross_revenue_retention_by_flow import (
    gross_revenue_retention_by_flow,
)
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "gross_revenue_retention_by_flow"


def test_house_example() -> None:
    """(32,000 - 1,000 - 4,000) / 32,000 = 84.375 %; the smaller of both amounts keeps 89.1 %."""
    reading = house(gross_revenue_retention_by_flow).get(NAME, "TTM2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.84375, 27_000, 32_000)


def test_a_dip_that_was_made_good_counts_as_a_loss() -> None:
    """100, 60, 100: 60 %."""
    rows = months("""
        customer_id  from     to       mrr
        A            2025-09  2025-10  100
        A            2025-11  2025-11   60
        A            2025-12  2025-12  100
    """)
    figures = readings(gross_revenue_retention_by_flow, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025Q4").value == 0.6
