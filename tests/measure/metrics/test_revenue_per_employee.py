"""Recurring revenue per employee."""

from reportgen.measure.metrics.revenue_per_employee import revenue_per_employee
from tests.ascii_table import frame
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "revenue_per_employee"


def test_annual_recurring_revenue_for_each_full_time_equivalent() -> None:
    """465,600 / 25 = 18,624."""
    reading = house(revenue_per_employee).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (18_624, 465_600, 25)


def test_without_people_there_is_nothing_to_divide_by() -> None:
    """A company that only hires contractors, and months without an export."""
    people = frame("month function fte contractors_fte\n2025-12 rd 0 5")
    figures = readings(revenue_per_employee, tables={**tables(), "headcount": people})
    assert figures.get(NAME, "2025-12").missing == "div_zero"
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"


def test_segments_of_customers_have_no_staff() -> None:
    """Nobody knows who works for which segment."""
    assert house(revenue_per_employee).splits(NAME) == []
