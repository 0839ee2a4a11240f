"""Free cash flow margin."""

import pytest

from reportgen.measure.metrics.free_cash_flow_margin import free_cash_flow_margin
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "free_cash_flow_margin"
CASH = frame("""
    month    cash_end  operating_cf  investing_cf  financing_cf
    2025-09      1000             -             -             -
    2025-10      1160           200           -40             0
    2025-11      1320           200           -40             0
    2025-12      6480           200           -40          5000
""")
LEDGER = frame("""
    month    category           amount
    2025-10  revenue_recurring    1000
    2025-11  revenue_recurring    1000
    2025-12  revenue_recurring    1200
    2025-12  revenue_other         300
""")


def test_operations_less_investments_over_revenue() -> None:
    """(600 - 120) / 3,500; the new share issue is none of it."""
    reading = readings(free_cash_flow_margin, tables={"cash": CASH, "ledger": LEDGER}).get(
        NAME, "2025Q4"
    )
    assert reading.value == pytest.approx(480 / 3_500)
    assert (reading.numerator, reading.denominator) == (480, 3_500)


def test_from_balances_where_no_flows_are_given() -> None:
    """House example: 36,000 less in the bank over 110,700 of revenue."""
    reading = house(free_cash_flow_margin).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(-36_000 / 110_700)


def test_a_month_without_a_balance_makes_the_quarter_missing() -> None:
    """October's flow is not known, so the quarter's is not."""
    assert house(free_cash_flow_margin).get(NAME, "2025Q3").value is None
    cash = CASH.filter(CASH["cash_end"] != 1160).drop("operating_cf", "investing_cf")
    figures = readings(free_cash_flow_margin, tables={"cash": cash, "ledger": LEDGER})
    assert figures.get(NAME, "2025-11").missing == "partial_period"
