"""Largest customers."""

import pytest

from reportgen.measure.metrics.largest_customers import largest_customers
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "largest_customers"


def test_share_of_each() -> None:
    """C01 34.0 % and C02 20.6 %; with fewer than ten, all of them are 100 %."""
    figures = house(largest_customers)
    first = figures.get(NAME, "2025-12", "customer", "C01")
    assert (first.numerator, first.denominator) == (13_200, 38_800)
    assert first.value == pytest.approx(0.3402, abs=5e-5)
    assert figures.get(NAME, "2025-12", "customer", "C02").value == 8_000 / 38_800
    assert (figures.get(NAME, "2025-12").value, figures.get(NAME, "2025-12").n) == (1, 9)


def test_ten_of_more_by_name() -> None:
    """Eleven equal customers and a twelfth that is larger: ten are named."""
    rows = "\n".join(f"K{number:02} 2025-12 2025-12 10" for number in range(11))
    paid = months(f"customer_id from to mrr\n{rows}\nBig 2025-12 2025-12 90")
    customers = frame("| customer_id | name |\n| Big | Stora AB |\n| K00 | K01 |")
    figures = readings(
        largest_customers, tables={"recurring_revenue": paid, "customers": customers}
    )
    named = {reading.split for reading in figures.groups(NAME, "customer")}
    # The name of K00 is the id of another: told apart.
    assert named == {"Stora AB", "K01 (K00)", *[f"K{number:02}" for number in range(1, 9)]}
    assert figures.get(NAME, "2025-12").value == 0.9


def test_missing_reasons() -> None:
    """No table; nobody pays."""
    assert readings(largest_customers, tables={}).get(NAME, "2025-12").missing == "no_data"
    paid = months("customer_id from to mrr\nA 2025-08 2025-08 10\nA 2025-12 2025-12 10")
    figures = readings(largest_customers, tables={"recurring_revenue": paid})
    assert figures.get(NAME, "2025-10").missing == "div_zero"
