"""Recurring revenue at risk by use."""

from reportgen.measure.metrics.revenue_at_risk import revenue_at_risk
from tests.measure.metrics.test_misfit_list import TABLES
from tests.measure.readings import readings

NAME = "revenue_at_risk"


def test_what_they_pay() -> None:
    """4,000 + 1,500, all of small customers; by name."""
    figures = readings(revenue_at_risk, tables=TABLES)
    assert figures.get(NAME, "2025-12").value == 5500
    assert figures.get(NAME, "2025-12", "segment", "Small").value == 5500
    assert figures.get(NAME, "2025-12", "segment", "Large").value == 0
    assert figures.get(NAME, "2025-12", "customer", "Alfa AB (A)").value == 4000


def test_nothing_without_what_is_paid() -> None:
    """Never 0."""
    tables = {name: rows for name, rows in TABLES.items() if name != "recurring_revenue"}
    figures = readings(revenue_at_risk, tables=tables)
    assert figures.get(NAME, "2025-12").missing == "no_data"
    assert figures.groups(NAME, "customer") == []
