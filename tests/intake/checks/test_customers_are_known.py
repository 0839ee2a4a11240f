from __future__ import annotations

import pytest

from reportgen.intake.checks.customers_are_known import customers_are_known
from reportgen.problem import Severity
from tests.ascii_table import frame
from tests.intake.checks.find import find, lines

CUSTOMERS = frame("customer_id\nKund-01\nKund-02").replace_column(
    1, frame("source_file\ncustomers.csv\ncustomers.csv")["source_file"]
)


def test_an_unknown_customer_is_named_once_with_the_nearest() -> None:
    revenue = "customer_id month mrr\nKund-01 2026-01 1\nKund-03 2026-01 1\nKund-03 2026-02 1"
    (problem,) = find(customers_are_known, customers=CUSTOMERS, recurring_revenue=revenue)
    assert problem.file == "test.csv"
    assert problem.line == 3
    assert problem.column == "customer_id"
    assert problem.value == "Kund-03"
    assert "customers.csv" in problem.what
    assert "'Kund-0" in problem.what.split("nearest")[1]
    assert problem.advice


def test_a_customer_without_revenue_is_fine() -> None:
    revenue = "customer_id month mrr\nKund-01 2026-01 1"
    assert not find(customers_are_known, customers=CUSTOMERS, recurring_revenue=revenue)


def test_without_a_list_of_customers_nobody_is_unknown() -> None:
    assert not find(customers_are_known, recurring_revenue="customer_id month mrr\nA 2026-01 1")


def test_a_sound_merge() -> None:
    customers = "customer_id merged_into merged_from_month\nA B 2026-01\nB C 2026-03\nC - -"
    assert not find(customers_are_known, customers=customers)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("A X 2026-01", "merged_into", "not a customer"),
        ("A B -", "merged_from_month", "since when"),
        ("A - 2026-01", "merged_into", "no merged_into"),
        ("A A 2026-01", "merged_into", "leads back"),
    ],
)
def test_a_broken_merge(row: str, column: str, words: str) -> None:
    text = f"customer_id merged_into merged_from_month\n{row}\nB - -"
    (problem,) = find(customers_are_known, customers=text)
    assert problem.line == 2
    assert problem.column == column
    assert words in problem.what


def test_a_circle_of_merges_names_its_members_only() -> None:
    text = "customer_id merged_into merged_from_month\nA B 2026-01\nB C 2026-01\nC B 2026-01"
    text += "\nD A 2026-01"
    assert lines(find(customers_are_known, customers=text)) == [3, 4]


def test_a_merge_without_the_column_for_its_month() -> None:
    assert len(find(customers_are_known, customers="customer_id merged_into\nA B\nB -")) == 1


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("product_usage", "customer_id month\nKund-01 2026-01\nKund-03 2026-01"),
        (
            "feedback",
            "customer_id date score\nKund-01 2026-01-01 9\n- 2026-01-01 9\nKund-03 2026-01-02 9",
        ),
    ],
)
def test_use_and_feedback_of_an_unknown_customer_are_a_warning(table: str, text: str) -> None:
    (problem,) = find(customers_are_known, {table: text}, customers=CUSTOMERS)
    assert problem.severity is Severity.WARNING
    assert problem.value == "Kund-03"
    assert table.replace("_", " ") in problem.what


def test_without_a_list_those_with_revenue_are_known() -> None:
    revenue = "customer_id month mrr\nA 2026-01 1"
    usage = "customer_id month\nA 2026-01\nB 2026-01"
    (problem,) = find(customers_are_known, recurring_revenue=revenue, product_usage=usage)
    assert problem.value == "B"
    assert problem.severity is Severity.WARNING
    assert not find(customers_are_known, product_usage=usage)
