"""Customers won back."""

from reportgen.measure.metrics.won_back_customers import won_back_customers
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "won_back_customers"


def test_two_return() -> None:
    """C05 in October, C06 in November; both are SMB, and nobody is won back elsewhere."""
    figures = house(won_back_customers)
    assert figures.get(NAME, "2025Q4").value == 2
    assert figures.get(NAME, "2025-10").value == 1
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 2
    assert figures.get(NAME, "2025Q4", "segment", "ENT").value == 0


def test_no_table() -> None:
    """Nothing to count."""
    assert readings(won_back_customers, tables={}).get(NAME, "2025Q4").missing == "no_data"
