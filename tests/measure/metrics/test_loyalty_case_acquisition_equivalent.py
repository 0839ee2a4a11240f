"""Acquisition cost of the same profit."""

import pytest

from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from reportgen.measure.metrics.loyalty_case_acquisition_equivalent import (
    loyalty_case_acquisition_equivalent,
)
from tests.measure.loyalty import END, case

NAME = "loyalty_case_acquisition_equivalent"


def test_what_the_same_value_costs_in_new_customers() -> None:
    """25 new ones at 12 x 10,000 = 4,800 each bring 400 x 75 % x 50 = 15,000: 3.125 for one."""
    figures = case(loyalty_case_acquisition_equivalent, lifetime_value_to_cac, spend="10000")
    assert figures.get("lifetime_value_to_cac", END).value == pytest.approx(3.125)
    row = figures.get(NAME, END, "level", "10")
    assert row.value == pytest.approx(180_000 / 3.125)
    assert (row.numerator, row.denominator) == pytest.approx((180_000, 3.125))
    assert figures.get(NAME, END).value == pytest.approx(57_600)
    # Twelve new customers' worth: 180,000 / 15,000 at 4,800 each.
    assert figures.get(NAME, END).value == pytest.approx(12 * 4_800)


def test_without_new_customers_there_is_no_price_for_them() -> None:
    """Nobody new: nothing to compare with."""
    lives = "A 30 400 2024-11 2025-11\n A 95 400 2024-11 2025-12"
    row = case(loyalty_case_acquisition_equivalent, lives=lives, spend="10000").get(NAME, END)
    assert (row.value, row.missing) == (None, "div_zero")


def test_spend_that_is_nowhere_in_the_books() -> None:
    """CAC of nothing gives no ratio, and no comparison."""
    assert case(loyalty_case_acquisition_equivalent).get(NAME, END).missing is not None
