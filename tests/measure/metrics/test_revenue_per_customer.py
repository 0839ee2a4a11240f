"""Revenue per customer."""

import pytest

from reportgen.measure.metrics.revenue_per_customer import revenue_per_customer
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "revenue_per_customer"


def test_recurring_revenue_over_active_customers() -> None:
    """38,800 / 9 = 4,311.11."""
    reading = house(revenue_per_customer).get(NAME, "2025-12")
    assert reading.value == pytest.approx(4_311.11, abs=0.005)
    assert (reading.numerator, reading.denominator, reading.n) == (38_800, 9, 9)


def test_by_segment_and_by_line() -> None:
    """A line's revenue over the customers that have it."""
    figures = house(revenue_per_customer)
    assert figures.get(NAME, "2025-12", "segment", "SMB").value == 5_300 / 4
    assert figures.get(NAME, "2025-12", "product_line", "Addon").value == 500


def test_nobody_there_is_missing() -> None:
    """No customer, no average."""
    assert house(revenue_per_customer).get(NAME, "2025-09", "segment", "SMB").missing == "div_zero"
    rows = months("customer_id from to mrr\nA 2025-08 2025-08 10\nA 2025-12 2025-12 10")
    figures = readings(revenue_per_customer, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-10").missing == "div_zero"
    assert readings(revenue_per_customer, tables={}).get(NAME, "2025-12").missing == "no_data"
