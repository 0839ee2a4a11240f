"""Growth, year on year."""

from reportgen.measure.metrics.growth_year_on_year import growth_year_on_year
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "growth_year_on_year"


def test_against_the_same_month_a_year_ago() -> None:
    """465,600 / 384,000 - 1 = 21.25 %, to the last digit."""
    reading = house(growth_year_on_year).get(NAME, "2025-12")
    assert reading.value == 0.2125
    assert (reading.numerator, reading.denominator, reading.n) == (465_600, 384_000, 9)


def test_a_shrinking_segment_is_negative() -> None:
    """Medium-sized customers: 84,000 to 72,000."""
    reading = house(growth_year_on_year).get(NAME, "2025-12", "segment", "MM")
    assert reading.value == -1 / 7


def test_twelve_months_are_not_enough() -> None:
    """The thirteenth month is the first with a figure."""
    figures = house(growth_year_on_year)
    assert figures.get(NAME, "2024-12").missing == "insufficient_history"
    assert figures.get(NAME, "2025-01").value is not None


def test_from_nothing_there_is_no_growth() -> None:
    """A line that nobody had a year ago has not grown by any per cent."""
    figures = house(growth_year_on_year)
    assert figures.get(NAME, "2025-12", "product_line", "Addon").missing == "div_zero"


def test_to_nothing_is_minus_one_hundred_per_cent() -> None:
    """All customers left."""
    rows = months("customer_id segment from to mrr\nA X 2024-12 2025-12 5\nB Y 2024-12 2024-12 9")
    customers = months("customer_id segment from to\nA X 2024-12 2024-12\nB Y 2024-12 2024-12")
    tables = {"recurring_revenue": rows.drop("segment"), "customers": customers.drop("month")}
    figures = readings(growth_year_on_year, tables=tables)
    assert figures.get(NAME, "2025-12", "segment", "Y").value == -1


def test_below_the_floor_growth_is_not_meaningful() -> None:
    """Results explode near zero; the floor is the pack's and stands in the definition."""
    figures = house(growth_year_on_year, growth_floor=400_000)
    assert figures.get(NAME, "2025-12").missing == "not_meaningful"
    assert "400,000" in figures.definitions[NAME]
    assert house(growth_year_on_year, growth_floor=384_000).get(NAME, "2025-12").value == 0.2125


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    assert readings(growth_year_on_year, tables={}).get(NAME, "2025-12").missing == "no_data"
