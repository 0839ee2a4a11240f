"""Rule of forty on free cash flow."""

import pytest

from reportgen.measure.metrics.rule_of_forty_on_free_cash_flow import (
    rule_of_forty_on_free_cash_flow,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "rule_of_forty_on_free_cash_flow"


def test_growth_and_cash_flow_margin_in_points() -> None:
    """100 to 120 in a year, and 10 burnt of every 100 of revenue: 20 - 10 = 10 points."""
    revenue = months("customer_id from to mrr\nA 2024-12 2025-11 100\nA 2025-12 2025-12 120")
    cash = frame(
        "\n".join(
            ["month cash_end operating_cf investing_cf"]
            + [f"2025-{month:02} {1000 - 10 * month} -8 -2" for month in range(1, 13)]
        )
    )
    ledger = frame(
        "\n".join(
            ["month category amount"]
            + [f"2025-{month:02} revenue_recurring 100" for month in range(1, 13)]
        )
    )
    tables = {"recurring_revenue": revenue, "cash": cash, "ledger": ledger}
    figures = readings(rule_of_forty_on_free_cash_flow, tables=tables)
    assert figures.get(NAME, "TTM2025-12").value == pytest.approx(10)


def test_a_quarter_of_cash_is_no_year() -> None:
    """The house example's balances begin in September."""
    reading = house(rule_of_forty_on_free_cash_flow).get(NAME, "TTM2025-12")
    assert (reading.value, reading.missing) == (None, "insufficient_history")
