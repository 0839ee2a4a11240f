"""Customer lifetime value, discounted."""

import pytest

from reportgen.measure.metrics.customer_lifetime_value import customer_lifetime_value
from reportgen.measure.metrics.customer_lifetime_value_discounted import (
    customer_lifetime_value_discounted,
)
from tests.measure.house import house

NAME = "customer_lifetime_value_discounted"


def test_house_example() -> None:
    """1,125 of margin a month, churn 1 / 37, ten per cent a year."""
    month = 1.1 ** (1 / 12) - 1
    reading = house(customer_lifetime_value_discounted).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(1_125 * (1 + month) / (month + 1 / 37))


def test_without_a_rate_it_is_the_plain_value() -> None:
    """41,625: a sum that nothing is taken off."""
    figures = house(customer_lifetime_value_discounted, customer_lifetime_value, discount_rate=0.0)
    plain = figures.get("customer_lifetime_value", "2025Q4").value
    assert figures.get(NAME, "2025Q4").value == pytest.approx(plain)


def test_what_keeping_a_customer_costs_is_taken_off_every_month() -> None:
    """1,125 less 125 is 1,000 a month; above the margin the value is a loss."""
    month = 1.1 ** (1 / 12) - 1
    kept = house(customer_lifetime_value_discounted, retention_spend=125)
    assert kept.get(NAME, "2025Q4").value == pytest.approx(1_000 * (1 + month) / (month + 1 / 37))
    assert "less 125.00 a month" in kept.definitions[NAME]
    dear = house(customer_lifetime_value_discounted, retention_spend=2_000)
    value = dear.get(NAME, "2025Q4").value
    assert value is not None
    assert value < 0


def test_the_rate_is_printed_with_it() -> None:
    """As a year's."""
    figures = house(customer_lifetime_value_discounted, discount_rate=0.125)
    assert "discounted at 12.5% a year" in figures.definitions[NAME]
