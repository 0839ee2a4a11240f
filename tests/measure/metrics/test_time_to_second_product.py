"""Time to the second product."""

from reportgen.measure.metrics.time_to_second_product import time_to_second_product
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "time_to_second_product"
ROWS = """
    customer_id  product_line  from     to       mrr
    A            Core          2025-02  2025-12  10
    A            Plus          2025-04  2025-12   5
    B            Core          2025-03  2025-12  10
    B            Plus          2025-12  2025-12   5
    C            Core          2025-01  2025-12  10
    C            Plus          2025-10  2025-12   5
    D            Core          2025-05  2025-12  10
    D            Plus          2025-05  2025-12   5
    E            Core          2025-05  2025-08  10
    E            Plus          2025-09  2025-12   5
"""


def test_march_to_december() -> None:
    """C07 needed nine months."""
    reading = house(time_to_second_product).get(NAME, "2025Q4")
    assert (reading.value, reading.n) == (9, 1)
    assert house(time_to_second_product).get(NAME, "2025Q4", "segment", "MM").value == 9


def test_who_counts() -> None:
    """A 2 months, B 9; C's beginning is not known, D began with both, E only changed its line."""
    figures = readings(time_to_second_product, tables={"recurring_revenue": months(ROWS)})
    reading = figures.get(NAME, "FY2025")
    assert (reading.missing, reading.value) == ("insufficient_history", None)
    assert (figures.get(NAME, "2025Q4").value, figures.get(NAME, "2025Q4").n) == (9, 1)
    assert (figures.get(NAME, "2025Q2").value, figures.get(NAME, "2025Q2").n) == (2, 1)
    assert figures.get(NAME, "2025Q3").missing == "no_data"


def test_a_stated_first_payment_before_the_file() -> None:
    """C pays since February 2024: 20 months; the middle one of the year's three is B."""
    customers = frame("customer_id cohort_month\nC 2024-02")
    tables = {"recurring_revenue": months(ROWS), "customers": customers}
    figures = readings(time_to_second_product, tables=tables, history_starts="2025-01")
    reading = figures.get(NAME, "FY2025")
    assert (reading.value, reading.n) == (9, 3)


def test_no_table() -> None:
    """Nothing to measure."""
    assert readings(time_to_second_product, tables={}).get(NAME, "2025Q4").missing == "no_data"
