"""Growth, quarter on quarter."""

import pytest

from reportgen.measure.metrics.growth_quarter_on_quarter import growth_quarter_on_quarter
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "growth_quarter_on_quarter"


def test_against_three_months_ago() -> None:
    """465,600 / 372,000 - 1 = 25.161 %."""
    reading = house(growth_quarter_on_quarter).get(NAME, "2025-12")
    assert reading.value == pytest.approx(0.25161, abs=5e-6)
    assert reading.value == 93_600 / 372_000


def test_three_months_are_not_enough() -> None:
    """The fourth month is the first with a figure."""
    figures = house(growth_quarter_on_quarter)
    assert figures.get(NAME, "2024-03").missing == "insufficient_history"
    assert figures.get(NAME, "2024-04").value is not None


def test_a_segment_from_nothing_has_none() -> None:
    """In September there was no small customer."""
    figures = house(growth_quarter_on_quarter)
    assert figures.get(NAME, "2025-12", "segment", "SMB").missing == "div_zero"


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    figures = readings(growth_quarter_on_quarter, tables={})
    assert figures.get(NAME, "2025-12").missing == "no_data"
