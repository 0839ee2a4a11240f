"""Logo retention."""

import pytest

from reportgen.measure.metrics.logo_churn import logo_churn
from reportgen.measure.metrics.logo_retention import logo_retention
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "logo_retention"


def test_customers_of_the_start_that_are_still_there() -> None:
    """5 / 6 = 83.33 %."""
    reading = house(logo_retention).get(NAME, "TTM2025-12")
    assert reading.value == 5 / 6
    assert (reading.numerator, reading.denominator, reading.n) == (5, 6, 6)


def test_it_is_one_less_churn_everywhere() -> None:
    """In every window and every group."""
    figures = house(logo_retention, logo_churn)
    churn = figures.of("logo_churn")
    kept = figures.of(NAME)
    assert kept.keys() == churn.keys()
    for key, reading in kept.items():
        lost = churn[key]
        assert reading.missing == lost.missing
        if reading.value is not None and lost.value is not None:
            assert reading.value + lost.value == pytest.approx(1)


def test_missing_reasons() -> None:
    """As for churn."""
    figures = house(logo_retention)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert readings(logo_retention, tables={}).get(NAME, "2025Q4").missing == "no_data"
