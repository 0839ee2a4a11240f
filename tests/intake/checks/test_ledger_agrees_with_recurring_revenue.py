from __future__ import annotations

import pytest

from reportgen.intake.checks.ledger_agrees_with_recurring_revenue import (
    ledger_agrees_with_recurring_revenue,
)
from reportgen.problem import Severity
from tests.intake.checks.find import find

REVENUE = "customer_id month mrr\nA 2026-01 60\nB 2026-01 40\nA 2026-02 100\nA 2026-03 100"
LEDGER = "month line category amount\n"


def test_months_that_are_more_than_a_fifth_apart() -> None:
    ledger = LEDGER + (
        "2026-01 Sales revenue_recurring 100\n2026-02 Sales revenue_recurring 121\n"
        "2026-03 Sales revenue_recurring 79\n2026-03 Services revenue_other 21"
    )
    (problem,) = find(
        ledger_agrees_with_recurring_revenue, ledger=ledger, recurring_revenue=REVENUE
    )
    assert problem.severity is Severity.WARNING
    assert problem.line == 3
    assert problem.value == "121.00"
    assert "2026-02 to 2026-03" in problem.what
    assert "100.00" in problem.what


@pytest.mark.parametrize("amount", ["80", "100", "120"])
def test_a_fifth_is_still_fine(amount: str) -> None:
    ledger = LEDGER + f"2026-01 Sales revenue_recurring {amount}"
    assert not find(ledger_agrees_with_recurring_revenue, ledger=ledger, recurring_revenue=REVENUE)


def test_months_in_one_file_only_are_not_compared() -> None:
    ledger = LEDGER + "2025-12 Sales revenue_recurring 900\n2026-01 Rent ga 10"
    assert not find(ledger_agrees_with_recurring_revenue, ledger=ledger, recurring_revenue=REVENUE)


def test_amounts_are_compared_in_reporting_currency_and_recurring_only() -> None:
    revenue = (
        "customer_id month mrr currency kind\n"
        "A 2026-01 10 EUR recurring\nB 2026-01 900 - services\nC 2026-02 10 USD -\n"
        "D 2026-02 5 SEK -\n"
    )
    ledger = LEDGER + "2026-01 Sales revenue_recurring {}\n2026-02 Sales revenue_recurring 1"
    rates = "currency month rate\nEUR 2026-01 11.5"

    def found(amount: str) -> int:
        return len(
            find(
                ledger_agrees_with_recurring_revenue,
                ledger=ledger.format(amount),
                recurring_revenue=revenue,
                exchange_rates=rates,
            )
        )

    assert found("115") == 0
    assert found("10") == 1


def test_nothing_beside_a_filled_ledger_is_the_largest_difference() -> None:
    """All amounts of a month are 0 while the ledger has its revenue."""
    ledger = LEDGER + "2026-01 Sales revenue_recurring 100"
    revenue = "customer_id month mrr\nA 2026-01 0\nB 2026-01 0"
    assert find(ledger_agrees_with_recurring_revenue, ledger=ledger, recurring_revenue=revenue)
