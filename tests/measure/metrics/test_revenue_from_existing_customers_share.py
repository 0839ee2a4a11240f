"""Share of revenue from existing customers."""

import pytest

from reportgen.measure.metrics.revenue_from_existing_customers_share import (
    revenue_from_existing_customers_share,
)
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "revenue_from_existing_customers_share"


def test_the_part_that_was_there_before() -> None:
    """373,400 / 401,700 = 92.955 %."""
    reading = house(revenue_from_existing_customers_share).get(NAME, "FY2025")
    assert (reading.numerator, reading.denominator) == (373_400, 401_700)
    assert reading.value == pytest.approx(0.92955, abs=5e-6)


def test_by_segment() -> None:
    """All of the large customers' revenue is old; of the small ones' not half."""
    figures = house(revenue_from_existing_customers_share)
    shares = {s: figures.get(NAME, "FY2025", "segment", s).value for s in ("ENT", "MM", "SMB")}
    assert shares == {"ENT": 1.0, "MM": 0.74375, "SMB": 0.48}


def test_nobody_new_is_a_share_of_one() -> None:
    """The third quarter."""
    assert house(revenue_from_existing_customers_share).get(NAME, "2025Q3").value == 1


def test_missing_reasons() -> None:
    """Too young, not whole, no revenue at all, no table."""
    figures = house(revenue_from_existing_customers_share, period="2025-11")
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert figures.get(NAME, "FY2025").missing == "partial_period"
    rows = months("customer_id from to mrr\nA 2024-01 2024-02 100\nA 2025-12 2025-12 100")
    gap = readings(revenue_from_existing_customers_share, tables={"recurring_revenue": rows})
    assert gap.get(NAME, "2025Q1").missing == "div_zero"
    none = readings(revenue_from_existing_customers_share, tables={})
    assert none.get(NAME, "FY2025").missing == "no_data"
