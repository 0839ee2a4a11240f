from __future__ import annotations

import random

import pytest

from reportgen.intake.checks.first_and_last_months_are_whole import first_and_last_months_are_whole
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines

HEAD = "customer_id month mrr\nZ 2026-01 5.5\nZ 2026-02 5.5\nZ 2026-03 5.5\nZ 2026-04 5.5\nZ 2026-05 5.5\n"


def revenue(*amounts: str, first: int = 2, customer: str = "A") -> str:
    rows = [f"{customer} 2026-{n:02d} {mrr}" for n, mrr in enumerate(amounts, start=first)]
    return "\n".join(rows) + "\n"


def test_seventeen_days_of_march_are_no_monthly_revenue() -> None:
    """1 240.00 a month from the fifteenth: 680.00 in March, 17 of 31 days."""
    text = HEAD + revenue("680.00", "1240.00", "1240.00", first=3)
    (problem,) = find(first_and_last_months_are_whole, recurring_revenue=text)
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (7, "mrr", "680.00")
    assert (
        "680.00 in 2026-03, the first month, which is 17 of 31 days of the 1240.00" in problem.what
    )


def test_the_last_month_likewise() -> None:
    text = HEAD + revenue("1240.00", "1240.00", "520.00", first=1)
    (problem,) = find(first_and_last_months_are_whole, recurring_revenue=text)
    # 13 of the 30 days that some count in every month; March has 31, of which 13 are 520.00.
    assert "520.00 in 2026-03, the last month, which is 13 of 31 days" in problem.what


@pytest.mark.parametrize(
    "amounts",
    [
        ("620.00", "1240.00", "1240.00"),
        ("681.00", "1240.00", "1240.00"),
        ("680.00", "1240.00", "1300.00"),
        ("1240.00", "1240.00", "1240.00"),
        ("1300.00", "1240.00", "1240.00"),
    ],
)
def test_halves_other_rises_and_steady_customers_are_none(amounts: tuple[str, ...]) -> None:
    text = HEAD + revenue(*amounts, first=3)
    assert not find(first_and_last_months_are_whole, recurring_revenue=text)


def test_nobody_begins_in_the_first_month_of_the_file() -> None:
    text = "customer_id month mrr\n" + revenue("680.00", "1240.00", "1240.00", first=1)
    assert not find(first_and_last_months_are_whole, recurring_revenue=text)


def test_among_many_who_expand_one_number_of_days_is_chance() -> None:
    others = "".join(
        revenue(f"{1000 + 7 * n}.13", "2000.77", "2000.77", first=3, customer=f"C{n}")
        for n in range(5)
    )
    text = HEAD + others + revenue("680.00", "1240.00", "1240.00", first=3)
    assert not find(first_and_last_months_are_whole, recurring_revenue=text)
    halves = HEAD + revenue("680.00", "1240.00", "1240.00", first=3)
    second = revenue("620.00", "1240.00", "1240.00", first=3, customer="B")
    # Who counts days counts half months too: both are told.
    assert len(lines(find(first_and_last_months_are_whole, recurring_revenue=halves + second))) == 2


def test_healthy_companies_hear_nothing() -> None:
    """Two hundred companies whose customers expand as they please: no more than a few by chance."""
    alarms = 0
    for seed in range(200):
        dice = random.Random(seed)
        rows = [HEAD]
        for number in range(30):
            first, price = dice.randint(2, 3), dice.randint(100_00, 9_000_00)
            low = dice.randint(price // 5, price)
            amounts = [f"{cents / 100:.2f}" for cents in (low, price, price)]
            rows.append(revenue(*amounts, first=first, customer=f"C{number}"))
        alarms += bool(find(first_and_last_months_are_whole, recurring_revenue="".join(rows)))
    assert alarms == 0
