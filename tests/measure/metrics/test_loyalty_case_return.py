"""Return on the loyalty investment."""

import pytest

from reportgen.measure.metrics.loyalty_case_return import loyalty_case_return
from tests.measure.loyalty import END, case

NAME = "loyalty_case_return"
BY_PRICE = {"A": ["size"]}


def test_profit_over_cost() -> None:
    """(66,600 - 50,000) / 50,000 = 33.2 %."""
    row = case(loyalty_case_return, levers=BY_PRICE, investment=50_000, years=2).get(NAME, END)
    assert row.value == pytest.approx(0.332)
    assert (row.numerator, row.denominator) == pytest.approx((16_600, 50_000))


def test_no_cost_no_return() -> None:
    """Nothing to divide by, or nothing known."""
    free = case(loyalty_case_return, levers=BY_PRICE, investment=0)
    assert free.get(NAME, END).missing == "div_zero"
    assert case(loyalty_case_return, levers=BY_PRICE).get(NAME, END).missing == "no_data"
