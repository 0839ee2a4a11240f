from __future__ import annotations

import pytest

from reportgen.intake.checks.currencies_are_convertible import currencies_are_convertible
from reportgen.problem import Severity
from tests.intake.checks.find import errors, find

REVENUE = """
    customer_id  month    mrr  currency
    A            2026-01  100  SEK
    B            2026-02  100  EUR
    B            2026-03  100  EUR
    C            2026-03  100  -
"""


def test_without_rates_the_currency_and_its_first_month_are_named() -> None:
    (problem,) = find(currencies_are_convertible, recurring_revenue=REVENUE)
    assert problem.severity is Severity.ERROR
    assert problem.line == 3
    assert problem.column == "currency"
    assert problem.value == "EUR"
    assert "from 2026-02" in problem.what
    assert "2026-02 to 2026-03" in problem.what
    assert "exchange_rates" in problem.advice


def test_a_month_without_rate() -> None:
    rates = "currency month rate\nEUR 2026-01 11\nEUR 2026-02 11"
    (problem,) = find(currencies_are_convertible, recurring_revenue=REVENUE, exchange_rates=rates)
    assert problem.line == 4
    assert "2026-03" in problem.what


def test_every_month_has_a_rate() -> None:
    rates = "currency month rate\nEUR 2026-02 11\nEUR 2026-03 11"
    assert not find(currencies_are_convertible, recurring_revenue=REVENUE, exchange_rates=rates)


def test_one_currency_needs_no_rates() -> None:
    revenue = "customer_id month mrr\nA 2026-01 1"
    assert not find(currencies_are_convertible, recurring_revenue=revenue)


def test_deals_in_a_foreign_currency() -> None:
    deals = "deal_id created_date amount_arr currency\nD1 2026-01-15 12 USD"
    (problem,) = find(currencies_are_convertible, deals=deals)
    assert problem.value == "USD"


def test_an_open_deal_without_a_date_needs_no_rate() -> None:
    deals = "deal_id created_date amount_arr currency\nD1 - 12 USD"
    assert not find(currencies_are_convertible, deals=deals)


@pytest.mark.parametrize("rate", ["0", "-11"])
def test_a_rate_must_be_above_zero(rate: str) -> None:
    (problem,) = find(
        currencies_are_convertible, exchange_rates=f"currency month rate\nEUR 2026-01 {rate}"
    )
    assert problem.severity is Severity.ERROR
    assert problem.line == 2
    assert problem.column == "rate"


def test_a_leap_is_a_warning() -> None:
    rates = "currency month rate\nEUR 2026-01 11.1\nEUR 2026-02 1110\nDKK 2026-02 1.5"
    (problem,) = find(currencies_are_convertible, exchange_rates=rates)
    assert problem.severity is Severity.WARNING
    assert problem.line == 3
    assert problem.value == "1110.00"
    assert "11.10" in problem.what


@pytest.mark.parametrize(("rate", "count"), [("30", 0), ("31", 1), ("3.4", 0), ("3.3", 1)])
def test_three_times_is_not_yet_a_leap(rate: str, count: int) -> None:
    rates = f"currency month rate\nEUR 2026-01 10\nEUR 2026-02 {rate}"
    assert len(find(currencies_are_convertible, exchange_rates=rates)) == count


def test_rates_against_another_currency() -> None:
    rates = "currency month rate\nSEK 2026-01 11.2\nUSD 2026-01 1.1"
    (problem,) = errors(find(currencies_are_convertible, exchange_rates=rates))
    assert problem.line == 2


def test_our_own_currency_at_one_is_fine() -> None:
    assert not find(currencies_are_convertible, exchange_rates="currency month rate\nSEK 2026-01 1")
