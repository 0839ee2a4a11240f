"""Growth, month on month."""

import pytest

from reportgen.measure.metrics.growth_month_on_month import growth_month_on_month
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "growth_month_on_month"


def test_against_the_month_before() -> None:
    """465,600 / 452,400 - 1 = 2.92 %."""
    figures = house(growth_month_on_month)
    assert figures.get(NAME, "2025-12").value == pytest.approx(0.0292, abs=5e-5)
    assert figures.get(NAME, "2025-07").value == 0


def test_the_first_month_has_none() -> None:
    """Nothing stands before it."""
    assert house(growth_month_on_month).get(NAME, "2024-01").missing == "insufficient_history"
    assert readings(growth_month_on_month, tables={}).get(NAME, "2025-12").missing == "no_data"


def test_a_month_after_the_file_has_none() -> None:
    """November's figure is there, December is not in the file."""
    figures = house(growth_month_on_month, period="2026-01")
    assert figures.get(NAME, "2026-01").missing == "partial_period"
