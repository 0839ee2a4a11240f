"""Customer lifetime against CAC payback."""

import pytest

from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from reportgen.measure.metrics.payback_against_lifetime import payback_against_lifetime
from tests.measure.house import house

NAME = "payback_against_lifetime"


def test_a_customer_pays_back_three_times_before_it_leaves() -> None:
    """37.0 / 12.0 = 3.0833, with 25 months of profit."""
    figures = house(payback_against_lifetime)
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(3.0833, abs=5e-5)
    assert (reading.numerator, reading.denominator) == (37, 12)
    assert figures.get(NAME, "2025Q4", "part", "months_of_profit").value == 25


def test_it_is_lifetime_value_over_acquisition_cost() -> None:
    """The same price, margin and churn stand on both sides and cancel out."""
    for lag in ("none", "1q", "months:2"):
        figures = house(payback_against_lifetime, lifetime_value_to_cac, cac_lag=lag)
        ours = figures.get(NAME, "2025Q4").value
        assert ours is not None
        assert ours == pytest.approx(figures.get("lifetime_value_to_cac", "2025Q4").value)


def test_the_cap_on_lifetime_holds_here_too() -> None:
    """Capped at 24 months: 24 / 12 = 2."""
    figures = house(payback_against_lifetime, lifetime_cap_months=24)
    assert figures.get(NAME, "2025Q4").value == 2
    assert "capped at 24 months" in figures.definitions[NAME]


def test_without_a_year_of_history_there_is_no_lifetime() -> None:
    """The churn of twelve months needs thirteen."""
    figures = house(payback_against_lifetime, period="2024Q4")
    assert figures.get(NAME, "2024Q4").missing == "insufficient_history"
