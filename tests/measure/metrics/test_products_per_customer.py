"""Products per customer."""

from reportgen.measure.metrics.products_per_customer import products_per_customer
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "products_per_customer"


def test_lines_over_customers() -> None:
    """Ten lines at nine customers; those of Addon have two each."""
    figures = house(products_per_customer)
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (10 / 9, 10, 9)
    assert figures.get(NAME, "2025-12", "product_line", "Addon").value == 2
    assert figures.get(NAME, "2025-12", "segment", "MM").value == 1.5
    assert figures.get(NAME, "2025-11").value == 1


def test_no_table() -> None:
    """Nothing to count."""
    assert readings(products_per_customer, tables={}).get(NAME, "2025-12").missing == "no_data"
