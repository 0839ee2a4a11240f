from __future__ import annotations

import pytest

from reportgen.intake.checks.one_spelling_per_customer import one_spelling_per_customer
from reportgen.problem import Severity
from tests.intake.checks.find import find


def ids(*customers: str) -> str:
    return "| customer_id |\n" + "".join(f"| {customer} |\n" for customer in customers)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("kund", "Kund"),
        ("K 17", "K-17"),
        ("K.17", "K17"),
        ("00123", "123"),
        ("C-007", "C-7"),
        ("556677-8899", "5566778899"),
        ("\u00c51", "A\u030a1"),
    ],
)
def test_two_spellings(first: str, second: str) -> None:
    (problem,) = find(one_spelling_per_customer, customers=ids("other", first, second))
    assert problem.severity is Severity.WARNING
    assert problem.line == 4
    assert problem.column == "customer_id"
    assert problem.value == second
    assert f"{first!r} (test.csv line 3)" in problem.what


@pytest.mark.parametrize(
    ("first", "second"),
    [("C1", "C10"), ("1-11", "11-1"), ("100", "10"), ("A", "Å"), (".", ".."), ("A0", "A")],
)
def test_two_customers(first: str, second: str) -> None:
    assert not find(one_spelling_per_customer, customers=ids(first, second))


def test_across_the_files() -> None:
    revenue = "customer_id month mrr\nkund 2026-01 1\nkund 2026-02 1\nKund 2026-01 1"
    found = find(one_spelling_per_customer, customers=ids("Kund"), recurring_revenue=revenue)
    assert [problem.value for problem in found] == ["kund"]


def test_one_name_under_two_ids() -> None:
    customers = "| customer_id | name |\n| 1 | Alfa AB |\n| 2 | alfa  ab |\n| 3 | Beta |"
    (problem,) = find(one_spelling_per_customer, customers=customers)
    assert problem.line == 3
    assert problem.column == "name"
    assert "customer 1" in problem.what


def test_a_merged_customer_may_keep_its_name() -> None:
    customers = """
        | customer_id | name | merged_into |
        | 1           | Alfa |             |
        | 2           | Alfa | 1           |
    """
    assert not find(one_spelling_per_customer, customers=customers)
