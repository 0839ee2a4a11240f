"""Net present value of the loyalty case."""

import pytest

from reportgen.measure.metrics.loyalty_case_net_present_value import loyalty_case_net_present_value
from tests.measure.loyalty import END, case

NAME = "loyalty_case_net_present_value"
BY_PRICE = {"A": ["size"]}


def test_later_years_count_less() -> None:
    """23,400 / 1.1 + 43,200 / 1.21 - 50,000 = 6,975.21."""
    figures = case(loyalty_case_net_present_value, levers=BY_PRICE, investment=50_000, years=2)
    row = figures.get(NAME, END)
    assert row.value == pytest.approx(6_975.2066, abs=1e-4)
    assert row.denominator == 50_000
    assert figures.get(NAME, END, "level", "20").value == pytest.approx(63_950.4132, abs=1e-4)


def test_later_costs_count_less_too() -> None:
    """20,000 a year from now is 18,181.82 today."""
    figures = case(
        loyalty_case_net_present_value, levers=BY_PRICE, investment=[30_000, 20_000], years=2
    )
    assert figures.get(NAME, END).denominator == pytest.approx(30_000 + 20_000 / 1.1)


def test_the_rate_is_the_packs() -> None:
    """Without one a krona in two years is a krona."""
    figures = case(
        loyalty_case_net_present_value,
        levers=BY_PRICE,
        investment=50_000,
        years=2,
        discount_rate=0,
    )
    assert figures.get(NAME, END).value == pytest.approx(16_600)
    assert "over 2 years at 0% a year" in figures.definitions[NAME]


def test_a_case_that_costs_more_than_it_brings_is_below_zero() -> None:
    """A loss is printed as one."""
    figures = case(loyalty_case_net_present_value, levers=BY_PRICE, investment=1e6, years=2)
    assert figures.get(NAME, END).value == pytest.approx(56_975.2066 - 1e6, abs=1e-3)


def test_no_investment_no_value() -> None:
    """What it costs must be said."""
    row = case(loyalty_case_net_present_value).get(NAME, END, "level", "10")
    assert (row.missing, row.denominator) == ("no_data", None)
