"""Alignment sign."""

import pytest

from reportgen.measure.metrics.alignment_sign import alignment_sign
from reportgen.measure.reading import Readings
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "alignment_sign"


def of(*prices: tuple[str, int]) -> Readings:
    """A company with 100 a month since 2022 and further customers from a month on."""
    rows = [f"N{i} {month} 2025-12 {mrr}" for i, (month, mrr) in enumerate(prices)]
    text = "\n".join(["customer_id from to mrr", "OLD 2022-12 2025-12 100", *rows])
    return readings(alignment_sign, tables={"recurring_revenue": months(text)})


def flags(figures: Readings, period: str) -> tuple[float | None, float | None, float | None]:
    """Either, level, trend."""
    return (
        figures.get(NAME, period).value,
        figures.get(NAME, period, "flag", "level").value,
        figures.get(NAME, period, "flag", "trend").value,
    )


def test_a_rising_share_above_the_new_business_is_good() -> None:
    """2024: 1,200 of 1,800 are old; 2025: all of it."""
    figures = of(("2024-01", 50))
    assert flags(figures, "FY2025") == (0, 0, 0)


def test_new_business_above_the_old_is_red_by_level() -> None:
    """2024 brings 2,400 by new customers against 1,200 by old ones."""
    figures = of(("2024-01", 200))
    assert figures.get(NAME, "FY2024", "flag", "level").value == 1
    assert figures.get(NAME, "FY2024", "flag", "level").numerator == 1_200
    assert figures.get(NAME, "FY2024", "flag", "level").denominator == 2_400
    assert figures.get(NAME, "FY2024").value == 1


def test_equal_amounts_do_not_grow_larger_than_the_new_ones() -> None:
    """The rule says larger; 1,200 against 1,200 is red."""
    assert of(("2024-01", 100)).get(NAME, "FY2024", "flag", "level").value == 1


def test_a_share_that_does_not_rise_is_red_by_trend() -> None:
    """2024: all of it old; 2025: 1,200 of 1,320."""
    figures = of(("2025-01", 10))
    assert flags(figures, "FY2025") == (1, 0, 1)
    trend = figures.get(NAME, "FY2025", "flag", "trend")
    assert trend.numerator == pytest.approx(1_200 / 1_320)
    assert trend.denominator == 1


def test_a_share_that_stays_the_same_is_red_by_trend() -> None:
    """The share should rise; 100 % and 100 % is no rise."""
    assert flags(of(), "FY2025") == (1, 0, 1)


def test_one_year_tells_the_level_but_does_not_clear_the_company() -> None:
    """The trend of the house example needs 2024, which begins with the file."""
    figures = house(alignment_sign)
    assert figures.get(NAME, "FY2025", "flag", "level").value == 0
    assert figures.get(NAME, "FY2025", "flag", "trend").missing == "insufficient_history"
    assert figures.get(NAME, "FY2025").missing == "insufficient_history"
    assert figures.get(NAME, "FY2024", "flag", "level").missing == "insufficient_history"


def test_a_red_level_needs_no_trend() -> None:
    """2024 is red whatever 2023 was."""
    figures = of(("2024-01", 200))
    assert figures.get(NAME, "FY2024").value == 1


def test_it_is_given_for_years_only() -> None:
    """In a quarter almost everybody is an existing customer."""
    assert house(alignment_sign).get(NAME, "2025Q4").missing == "no_data"
    assert readings(alignment_sign, tables={}).get(NAME, "FY2025").missing == "no_data"
