"""Leads handed to sales for each deal won."""

from reportgen.measure.metrics.sales_leads_per_deal import sales_leads_per_deal
from tests.measure.funnels import figures
from tests.measure.metrics.test_backward_plan import SQL, deals

NAME = "sales_leads_per_deal"


def test_published_example() -> None:
    """100 SQL, 10 deals: 10 for each (the funnel in four steps)."""
    spring = SQL.with_columns(entered_at=SQL["entered_at"].dt.offset_by("2mo"))
    found = figures(
        sales_leads_per_deal, leads=spring, deals=deals({"inbound": 10}), period="2025Q2"
    )
    reading = found.get(NAME, "2025Q2")
    assert (reading.value, reading.numerator, reading.denominator) == (10, 100, 10)
    assert found.get(NAME, "2025-05").missing == "div_zero"


def test_missing() -> None:
    assert figures(sales_leads_per_deal, leads=SQL).get(NAME, "2025Q2").missing == "no_data"
    assert figures(sales_leads_per_deal).get(NAME, "2025Q2").missing == "no_data"
