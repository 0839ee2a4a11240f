"""Active users per customer."""

from reportgen.measure.metrics.usage_by import usage_by
from tests.ascii_table import frame
from tests.measure.readings import readings
from tests.measure.use import paying, usage

NAME = "usage_by"
USE = usage("""
    customer_id  product_line  month    active_users
    A            Core          2025-12  12
    B            Core          2025-12  20
    B            Plus          2025-12  10
    C            Core          2025-12  6
    D            Core          2025-12  -
""")


def test_users_over_customers() -> None:
    """12 + 30 + 6 users at three customers: 16; D's are not known, which is not zero."""
    tables = {"product_usage": USE, "recurring_revenue": paying("A", "B", "C", "D")}
    reading = readings(usage_by, tables=tables).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (16, 48, 3)


def test_by_segment_and_line() -> None:
    """Plus is used by one customer, of the large ones."""
    customers = frame("customer_id segment\nA Small\nB Large\nC Small\nD Large")
    figures = readings(usage_by, tables={"product_usage": USE, "customers": customers})
    by = "segment+product_line"
    assert figures.get(NAME, "2025-12", by, "Small+Core").value == 9
    assert figures.get(NAME, "2025-12", by, "Large+Plus").value == 10
    assert figures.get(NAME, "2025-12", "segment", "Large").value == 30
    assert figures.get(NAME, "2025-12", "product_line", "Core").n == 3


def test_a_customer_without_a_segment_is_counted() -> None:
    """Unknown to the list of customers: under a blank, so that the parts add up."""
    customers = frame("customer_id segment\nA Small")
    tables = {
        "product_usage": USE,
        "recurring_revenue": paying("A", "B", "C"),
        "customers": customers,
    }
    figures = readings(usage_by, tables=tables)
    reading = figures.get(NAME, "2025-12", "segment", "(blank)")
    assert (reading.numerator, reading.denominator) == (36, 2)
    assert figures.get(NAME, "2025-12", "segment+product_line", "(blank)+Core").value == 13


def test_no_table() -> None:
    """Nothing to count."""
    assert readings(usage_by, tables={}).get(NAME, "2025-12").missing == "no_data"
