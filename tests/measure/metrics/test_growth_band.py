"""Growth band."""

import pytest

from reportgen.measure.metrics.growth_band import BANDS, growth_band
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "growth_band"


def band(before: str, now: str) -> float | None:
    """The band of a company that went from one amount to the other in a year."""
    rows = months(f"customer_id from to mrr\nA 2024-12 2025-11 {before}\nA 2025-12 2025-12 {now}")
    return readings(growth_band, tables={"recurring_revenue": rows}).get(NAME, "2025-12").value


def test_the_class_of_the_house_example() -> None:
    """21.25 % lies between 20 and 40."""
    reading = house(growth_band).get(NAME, "2025-12")
    assert reading.value == 2
    assert BANDS[2] == "20 to 40%"
    assert (reading.numerator, reading.denominator) == (465_600, 384_000)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("100", "141", 3),
        ("100", "140.01", 3),
        ("100", "140", 2),
        ("100", "120", 2),
        ("100", "119.99", 1),
        ("100", "110", 1),
        ("100", "109.99", 0),
        ("100", "100", 0),
        ("100", "50", 0),
        # In floats these are 19.999… and 9.999… per cent.
        ("1.1", "1.32", 2),
        ("0.7", "0.77", 1),
    ],
)
def test_bands_at_their_edges(before: str, now: str, expected: int) -> None:
    """Above 40 is above 40; from 20 and from 10 begin with the figure itself."""
    assert band(before, now) == expected


def test_no_band_without_growth() -> None:
    """Too short a history, nothing a year ago, no table."""
    figures = house(growth_band)
    assert figures.get(NAME, "2024-12").missing == "insufficient_history"
    assert figures.get(NAME, "2025-12", "product_line", "Addon").missing == "div_zero"
    assert readings(growth_band, tables={}).get(NAME, "2025-12").missing == "no_data"
    assert house(growth_band, growth_floor=1e9).get(NAME, "2025-12").missing == "not_meaningful"
