"""Gross margin."""

import pytest

from reportgen.measure.metrics.gross_margin import gross_margin
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def test_what_is_left_after_delivery() -> None:
    """(110,700 - 27,675) / 110,700 = 75 %."""
    reading = house(gross_margin).get("gross_margin", "2025Q4")
    assert reading.value == 0.75
    assert (reading.numerator, reading.denominator) == (83_025, 110_700)


def test_other_revenue_and_credit_notes_count() -> None:
    """(90 + 20 - 10 - 40) / (90 + 20 - 10) = 60 %."""
    ledger = frame("""
        month    category           amount
        2025-12  revenue_recurring  90
        2025-12  revenue_other      20
        2025-12  revenue_other      -10
        2025-12  cogs               40
        2025-12  rd                 70
    """)
    figures = readings(gross_margin, tables={"ledger": ledger}, period="2025-12")
    assert figures.get("gross_margin", "2025-12").value == 0.6


def test_a_ledger_without_any_cost_of_goods_sold_is_no_data() -> None:
    """Never 100 %."""
    ledger = frame("month category amount\n2025-12 revenue_recurring 90\n2025-12 rd 70")
    figures = readings(gross_margin, tables={"ledger": ledger}, period="2025-12")
    assert figures.get("gross_margin", "2025-12").missing == "no_data"


def test_recurring_revenue_takes_the_place_of_a_ledger_without_revenue() -> None:
    """(120 - 30) / 120 = 75 %."""
    tables = {
        "ledger": frame("month category amount\n2025-12 cogs 30"),
        "recurring_revenue": months("customer_id from to mrr\nC1 2025-11 2025-12 120"),
    }
    figures = readings(gross_margin, tables=tables, period="2025-12")
    assert figures.get("gross_margin", "2025-12").value == 0.75


@pytest.mark.parametrize(("revenue", "missing"), [("0", "div_zero"), ("-10", "not_meaningful")])
def test_no_margin_of_no_revenue(revenue: str, missing: str) -> None:
    """A month of credit notes has no margin."""
    ledger = frame(f"month category amount\n2025-12 cogs 30\n2025-12 revenue_other {revenue}")
    figures = readings(gross_margin, tables={"ledger": ledger}, period="2025-12")
    assert figures.get("gross_margin", "2025-12").missing == missing


def test_costs_above_revenue_are_a_margin_below_zero() -> None:
    """It is bad, but true."""
    ledger = frame("month category amount\n2025-12 cogs 150\n2025-12 revenue_other 100")
    figures = readings(gross_margin, tables={"ledger": ledger}, period="2025-12")
    assert figures.get("gross_margin", "2025-12").value == -0.5


def test_by_segment_and_product_line_where_the_ledger_has_them() -> None:
    """Any word of an entry will do; an entry without one stands under a blank."""
    ledger = frame("""
        month    category           amount  segment  product_line
        2025-12  revenue_recurring     100  Large    Core
        2025-12  cogs                   20  Large    Core
        2025-12  revenue_recurring      50  Small    Plus
        2025-12  cogs                   40  Small    Plus
        2025-12  cogs                   15  -        -
    """)
    figures = readings(gross_margin, tables={"ledger": ledger}, period="2025-12")
    assert figures.get("gross_margin", "2025-12").value == 0.5
    assert figures.get("gross_margin", "2025-12", "segment", "Large").value == 0.8
    assert figures.get("gross_margin", "2025-12", "product_line", "Plus").value == 0.2
    assert figures.get("gross_margin", "2025-12", "segment", "(blank)").missing == "div_zero"
