"""Compound monthly growth."""

import pytest

from reportgen.measure.metrics.compound_monthly_growth import compound_monthly_growth
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "compound_monthly_growth"


def test_over_three_and_twelve_months() -> None:
    """7.768 % and 1.6187 % a month."""
    figures = house(compound_monthly_growth)
    three = figures.get(NAME, "2025-12", "months", "3")
    twelve = figures.get(NAME, "2025-12", "months", "12")
    assert three.value == pytest.approx(0.07768, abs=5e-6)
    assert twelve.value == pytest.approx(0.016187, abs=5e-7)
    assert figures.get(NAME, "2025-12").value == twelve.value


def test_it_leads_from_the_old_balance_to_the_new() -> None:
    """Six months at the rate: 34,000 becomes 38,800."""
    reading = house(compound_monthly_growth).get(NAME, "2025-12", "months", "6")
    assert reading.value is not None
    assert reading.denominator == 34_000 * 12
    assert reading.denominator * (1 + reading.value) ** 6 == pytest.approx(38_800 * 12)


def test_each_span_has_its_own_history() -> None:
    """In April 2024 three months are there, six are not."""
    figures = house(compound_monthly_growth)
    assert figures.get(NAME, "2024-04", "months", "3").value is not None
    assert figures.get(NAME, "2024-04", "months", "6").missing == "insufficient_history"
    assert figures.get(NAME, "2024-04").missing == "insufficient_history"


def test_from_nothing_there_is_no_rate() -> None:
    """And without the table there is no data."""
    figures = house(compound_monthly_growth)
    assert figures.get(NAME, "2025-12", "product_line", "Addon").missing == "div_zero"
    assert readings(compound_monthly_growth, tables={}).get(NAME, "2025-12").missing == "no_data"
