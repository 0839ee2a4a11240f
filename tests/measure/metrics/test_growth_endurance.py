"""Growth endurance."""

import pytest

from reportgen.measure.metrics.growth_endurance import growth_endurance
from reportgen.measure.reading import Reading
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "growth_endurance"


def endurance(first: int, second: int, third: int, floor: float = 0.0) -> Reading:
    """Revenue of three Decembers."""
    rows = f"""
        customer_id  from     to       mrr
        A            2023-12  2024-11  {first}
        A            2024-12  2025-11  {second}
        A            2025-12  2025-12  {third}
    """
    tables = {"recurring_revenue": months(rows)}
    return readings(growth_endurance, tables=tables, growth_floor=floor).get(NAME, "2025-12")


def test_this_years_growth_over_last_years() -> None:
    """30 % and then 21 %: 70 % is left."""
    reading = endurance(1000, 1300, 1573)
    assert reading.value == pytest.approx(0.7)
    assert reading.numerator == pytest.approx(0.21)
    assert reading.denominator == pytest.approx(0.3)


def test_a_year_that_shrinks_has_less_than_nothing_left() -> None:
    """20 % up, 10 % down: minus a half."""
    assert endurance(1000, 1200, 1080).value == pytest.approx(-0.5)


@pytest.mark.parametrize("second", [1000, 900])
def test_after_a_year_without_growth_it_says_nothing(second: int) -> None:
    """Two years of decline would otherwise look like endurance."""
    assert endurance(1000, second, 800).missing == "not_meaningful"


def test_two_years_of_history_are_not_enough() -> None:
    """The house example has 24 months; 25 are needed."""
    assert house(growth_endurance).get(NAME, "2025-12").missing == "insufficient_history"


def test_a_base_below_the_packs_floor_says_nothing() -> None:
    """From 12,000 a year to 15,600: both are yearly."""
    assert endurance(1000, 1300, 1573, floor=12_001).missing == "not_meaningful"
    assert endurance(1000, 1300, 1573, floor=12_000).missing is None
