"""Sales and marketing share of revenue."""

import pytest

from reportgen.measure.metrics.sales_and_marketing_share_of_revenue import (
    sales_and_marketing_share_of_revenue,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "sales_and_marketing_share_of_revenue"


def test_spend_and_revenue_of_the_same_quarter() -> None:
    """30,000 / 110,700 = 27.10 %, without any lag."""
    reading = house(sales_and_marketing_share_of_revenue).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(0.2710, abs=5e-5)
    assert (reading.numerator, reading.denominator) == (30_000, 110_700)


def test_other_revenue_of_the_ledger_counts() -> None:
    """Services are revenue too: 30 / (80 + 20)."""
    ledger = frame("""
        month    category           amount
        2025-12  sm                 30
        2025-12  revenue_recurring  80
        2025-12  revenue_other      20
    """)
    figures = readings(
        sales_and_marketing_share_of_revenue, tables={"ledger": ledger}, period="2025-12"
    )
    assert figures.get(NAME, "2025-12").value == 0.3


def test_without_revenue_in_the_ledger_recurring_revenue_takes_its_place() -> None:
    """30 / 120 = 25 %."""
    tables = {
        "ledger": frame("month category amount\n2025-12 sm 30"),
        "recurring_revenue": months("customer_id from to mrr\nC1 2025-11 2025-12 120"),
    }
    figures = readings(sales_and_marketing_share_of_revenue, tables=tables, period="2025-12")
    assert figures.get(NAME, "2025-12").value == 0.25
    assert figures.splits(NAME) == []


def test_a_month_without_revenue_has_no_share() -> None:
    """Spend before the first invoice."""
    ledger = frame("month category amount\n2025-12 sm 30\n2025-12 revenue_other 0")
    figures = readings(
        sales_and_marketing_share_of_revenue, tables={"ledger": ledger}, period="2025-12"
    )
    assert figures.get(NAME, "2025-12").missing == "div_zero"
