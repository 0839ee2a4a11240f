"""Customer lifetime value on revenue."""

import pytest

from reportgen.measure.metrics.customer_lifetime_value_on_revenue import (
    customer_lifetime_value_on_revenue,
)
from tests.measure.house import house, tables
from tests.measure.readings import months, readings

NAME = "customer_lifetime_value_on_revenue"


def test_house_example() -> None:
    """38,800 / 9 x 37.0 months = 159,511.11: no margin in it, and large old customers are."""
    reading = house(customer_lifetime_value_on_revenue).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(38_800 / 9 * 37)
    assert reading.n == 9


def test_published_example() -> None:
    """ChartMogul: 100 a month and 5 % churn: 2,000. Three of five leave in the twelfth month."""
    rows = [f"C{i} 2024-12 {'2025-11' if i < 3 else '2025-12'} 100" for i in range(5)]
    revenue = months("\n".join(["customer_id from to mrr", *rows]))
    figures = readings(customer_lifetime_value_on_revenue, tables={"recurring_revenue": revenue})
    assert figures.get(NAME, "2025Q4").value == pytest.approx(2000)


def test_it_needs_no_ledger_and_goes_by_segment() -> None:
    """ENT: nobody left, so the cap of 60 months stands: 27,500 / 3 x 60."""
    exports = {name: rows for name, rows in tables().items() if name != "ledger"}
    figures = readings(customer_lifetime_value_on_revenue, tables=exports)
    assert figures.get(NAME, "2025Q4", "segment", "ENT").value == pytest.approx(550_000)
    assert "capped at 60 months" in figures.definitions[NAME]
