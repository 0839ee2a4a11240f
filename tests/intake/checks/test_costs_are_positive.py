from __future__ import annotations

import pytest

from reportgen.intake.checks.costs_are_positive import costs_are_positive
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines

HEADER = "month line category amount\n"


@pytest.mark.parametrize("category", ["cogs", "sm", "rd", "ga"])
def test_a_cost_with_the_sign_turned(category: str) -> None:
    ledger = HEADER + f"2026-01 Sales revenue_recurring 100\n2026-01 X {category} -40.50"
    (problem,) = find(costs_are_positive, ledger=ledger)
    assert problem.line == 3
    assert problem.column == "amount"
    assert problem.value == "-40.50"
    assert category in problem.what
    assert "-40.50" in problem.what
    assert "FY2026" in problem.what
    assert "-1" in problem.advice


def test_revenue_with_the_sign_turned() -> None:
    ledger = HEADER + "2026-01 Sales revenue_recurring -100\n2026-01 X cogs 40"
    assert lines(find(costs_are_positive, ledger=ledger)) == [2]


def test_credit_notes_and_reversals_are_fine() -> None:
    ledger = HEADER + (
        "2026-01 Sales revenue_recurring 100\n2026-01 Services revenue_other -10\n"
        "2026-01 X cogs 40\n2026-02 X cogs -30\n2026-02 Interest other -500"
    )
    assert not find(costs_are_positive, ledger=ledger)


def test_one_finding_per_category_over_the_years() -> None:
    ledger = HEADER + "2025-01 X sm -1\n2025-02 X sm -1\n2026-01 X sm -1\n2026-01 Y rd -1"
    assert lines(find(costs_are_positive, ledger=ledger)) == [2, 5]


def test_the_year_is_the_fiscal_one() -> None:
    company = {"name": "Test", "currency": "SEK", "fiscal_year_start": 5}
    ledger = HEADER + "2026-04 X sm 50\n2026-05 X sm -10\n2026-12 X sm 5"
    assert not find(costs_are_positive, ledger=ledger)
    (problem,) = find(costs_are_positive, ledger=ledger, pack={"company": company})
    assert "FY2027 is -5.00" in problem.what


ACCOUNTS = """
    month    line   category  amount
    2026-01  Staff  sm        1000
    2026-01  Ads    sm        {sign}200
    2026-02  Staff  sm        1000
    2026-02  Ads    sm        {sign}200
    2026-03  Staff  sm        1000
    2026-03  Ads    sm        {sign}200
"""


def test_an_account_with_the_sign_turned_among_others() -> None:
    """600 of advertising would lower what sales and marketing cost by 1 200."""
    (problem,) = find(costs_are_positive, ledger=ACCOUNTS.format(sign="-"))
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.value) == (3, "-200.00")
    assert "the account Ads (sm) is below zero in all of its 3 months, -600.00" in problem.what
    assert not find(costs_are_positive, ledger=ACCOUNTS.format(sign=""))


def test_a_credit_note_and_a_small_account_are_none() -> None:
    small = ACCOUNTS.format(sign="-").replace("-200", "-20")
    assert not find(costs_are_positive, ledger=small)
    once = ACCOUNTS.format(sign="").replace(
        "2026-02  Ads    sm        200", "2026-02  Ads  sm  -200"
    )
    assert not find(costs_are_positive, ledger=once)
