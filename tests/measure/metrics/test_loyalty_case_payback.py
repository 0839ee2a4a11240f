"""Payback of the loyalty case."""

import pytest

from reportgen.measure.metrics.loyalty_case_payback import loyalty_case_payback
from tests.measure.loyalty import END, case

NAME = "loyalty_case_payback"
BY_PRICE = {"A": ["size"]}


def test_when_the_added_profit_has_come_to_the_cost() -> None:
    """23,400 in the first twelve months, then 3,600 a month: 27,000 in month 13."""
    figures = case(loyalty_case_payback, levers=BY_PRICE, investment=27_000)
    assert figures.get(NAME, END).value == pytest.approx(13)
    assert figures.get(NAME, END, "level", "10").numerator == 27_000
    half = case(loyalty_case_payback, levers=BY_PRICE, investment=28_800)
    assert half.get(NAME, END).value == pytest.approx(13.5)
    # Twice the profit pays 46,800 in the first year.
    twice = half.get(NAME, END, "level", "20").value
    assert twice is not None
    assert twice < 12


def test_all_years_of_an_investment_must_be_paid() -> None:
    """15,000 now and 12,000 a year later are 27,000."""
    figures = case(loyalty_case_payback, levers=BY_PRICE, investment=[15_000, 12_000])
    assert figures.get(NAME, END).value == pytest.approx(13)


def test_not_within_the_years_of_the_case() -> None:
    """23,400 + 43,200 in two years do not pay 66,601."""
    figures = case(loyalty_case_payback, levers=BY_PRICE, investment=66_600, years=2)
    assert figures.get(NAME, END).value == pytest.approx(24)
    figures = case(loyalty_case_payback, levers=BY_PRICE, investment=66_601, years=2)
    assert figures.get(NAME, END).missing == "infinite"
    assert figures.get(NAME, END, "level", "20").value is not None


def test_what_costs_nothing_is_paid_at_once_and_what_nobody_knows_is_not() -> None:
    """0 is an investment, an absent one is none."""
    assert case(loyalty_case_payback, levers=BY_PRICE, investment=0).get(NAME, END).value == 0
    row = case(loyalty_case_payback, levers=BY_PRICE).get(NAME, END)
    assert (row.value, row.numerator, row.missing) == (None, None, "no_data")
