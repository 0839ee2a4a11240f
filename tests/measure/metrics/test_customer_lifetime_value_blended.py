"""Customer lifetime value, all customers."""

import pytest

from reportgen.measure.metrics.cac import cac
from reportgen.measure.metrics.customer_lifetime_value_blended import (
    customer_lifetime_value_blended,
)
from tests.measure.house import house

NAME = "customer_lifetime_value_blended"


def test_the_average_customer_flatters() -> None:
    """4,311.11 x 75 % x 37 months = 119,633.33: 8.8617 times the acquisition cost, not 3.08."""
    figures = house(customer_lifetime_value_blended, cac)
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(119_633.33, abs=0.005)
    assert reading.n == 9
    cost = figures.get("cac", "2025Q4").value
    assert reading.value is not None
    assert cost is not None
    assert reading.value / cost == pytest.approx(8.8617, abs=5e-5)


def test_a_segment_that_won_nobody_still_has_a_value() -> None:
    """Large customers: 27,500 / 3 x 75 % x the cap of 60 months, since none of them left."""
    reading = house(customer_lifetime_value_blended).get(NAME, "2025Q4", "segment", "ENT")
    assert reading.value == pytest.approx(27_500 / 3 * 0.75 * 60)


def test_a_year_that_the_ledger_does_not_cover_is_missing() -> None:
    """The margin of 2025 is not known."""
    assert house(customer_lifetime_value_blended).get(NAME, "FY2025").missing == (
        "insufficient_history"
    )
