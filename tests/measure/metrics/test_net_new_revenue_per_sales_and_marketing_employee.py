"""Net new recurring revenue per sales and marketing employee."""

from reportgen.measure.metrics.net_new_revenue_per_sales_and_marketing_employee import (
    net_new_revenue_per_sales_and_marketing_employee,
)
from tests.ascii_table import frame
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "net_new_revenue_per_sales_and_marketing_employee"


def test_what_the_quarter_added_for_each_who_sells() -> None:
    """93,600 / 6 = 15,600."""
    reading = house(net_new_revenue_per_sales_and_marketing_employee).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (15_600, 93_600, 6)


def test_a_shrinking_base_gives_a_negative_figure() -> None:
    """With people in September: 31,000 after 34,000 in June are -36,000 a year for six."""
    people = frame("month function fte\n2025-09 sales 6\n2025-12 sales 6")
    figures = readings(
        net_new_revenue_per_sales_and_marketing_employee,
        tables={**tables(), "headcount": people},
    )
    assert figures.get(NAME, "2025Q3").value == -6_000


def test_nobody_sells() -> None:
    """All of them have left."""
    people = frame("month function fte\n2025-12 sales 0\n2025-12 rd 5")
    figures = readings(
        net_new_revenue_per_sales_and_marketing_employee,
        tables={**tables(), "headcount": people},
    )
    assert figures.get(NAME, "2025Q4").missing == "div_zero"
