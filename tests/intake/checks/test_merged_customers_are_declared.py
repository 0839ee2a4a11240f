from __future__ import annotations

import random

import pytest

from reportgen.intake.checks.merged_customers_are_declared import merged_customers_are_declared
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEAD = "customer_id month mrr\n"


def paying(customer: str, amounts: str) -> str:
    return "".join(
        f"{customer} 2026-{month:02d} {mrr}\n"
        for month, mrr in enumerate(amounts.split(), start=1)
        if mrr != "-"
    )


BUYER, BOUGHT = paying("A", "900 900 1512.50 1512.50"), paying("B", "612.50 612.50")


def test_a_customer_who_was_bought_is_named_with_the_buyer() -> None:
    (problem,) = find(merged_customers_are_declared, recurring_revenue=HEAD + BUYER + BOUGHT)
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.value) == (4, "B, A")
    assert "customer B leaves in 2026-03 with 612.50" in problem.what
    assert "customer A gains 612.50" in problem.what
    assert "merged_into" in problem.advice


def test_about_the_same_is_enough_and_so_is_a_new_name() -> None:
    renamed = HEAD + paying("A", "900 900 900 900") + BOUGHT + paying("C", "- - 611 611")
    (problem,) = find(merged_customers_are_declared, recurring_revenue=renamed)
    assert "customer C comes as a new customer with 611.00" in problem.what


@pytest.mark.parametrize(
    "rows",
    [
        # Ten per cent less, a month later, a price that others gain too, or nobody left.
        paying("A", "900 900 1450 1450") + BOUGHT,
        paying("A", "900 900 900 1512.50") + BOUGHT,
        BUYER + BOUGHT + paying("C", "100 712.50 712.50 712.50"),
        BUYER + paying("B", "612.50 612.50 612.50 612.50"),
        # Less than a hundredth of the month's revenue.
        BUYER + BOUGHT + paying("Z", "90000 90000 90000 90000"),
    ],
)
def test_what_is_no_merger(rows: str) -> None:
    assert not find(merged_customers_are_declared, recurring_revenue=HEAD + rows)


def test_a_declared_merger_is_known() -> None:
    customers = "customer_id merged_into merged_from_month\nA - -\nB A 2026-03"
    assert not find(
        merged_customers_are_declared, recurring_revenue=HEAD + BUYER + BOUGHT, customers=customers
    )


def test_healthy_companies_hear_nothing() -> None:
    """Fifty companies of a hundred customers who come, change and go for reasons of their own."""
    alarms = 0
    for seed in range(50):
        dice = random.Random(seed)
        rows = [HEAD]
        for number in range(100):
            amount, begin = dice.randint(5, 400) * 25, dice.choice((1, 1, 1, dice.randint(1, 12)))
            end = dice.choice((12, 12, dice.randint(begin, 12)))
            for month in range(begin, end + 1):
                amount += dice.choice((0,) * 14 + (250, -125))
                rows.append(f"C{number} 2026-{month:02d} {max(amount, 25)}\n")
        found = find(
            merged_customers_are_declared, recurring_revenue="".join(rows), period="2026Q4"
        )
        alarms += len(found)
    # One false word in twenty-five packs at most.
    assert alarms <= 2
