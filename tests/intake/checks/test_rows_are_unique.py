from __future__ import annotations

import pytest

from reportgen.intake.checks.rows_are_unique import rows_are_unique
from tests.intake.checks.find import find, lines


def test_a_second_row_of_a_customer_and_month_names_both_lines_and_amounts() -> None:
    (problem,) = find(
        rows_are_unique,
        recurring_revenue="""
        customer_id  month    mrr
        A            2026-01  100
        B            2026-01  200
        A            2026-02  100
        A            2026-01  150.50
        """,
    )
    assert problem.file == "test.csv"
    assert problem.line == 5
    assert problem.value == "A"
    assert "line 2" in problem.what
    assert "2026-01" in problem.what
    assert "100.00" in problem.what
    assert "150.50" in problem.what
    assert "[inputs.recurring_revenue" in problem.advice


@pytest.mark.parametrize("column", ["product_line", "plan", "currency", "kind"])
def test_rows_that_a_further_column_tells_apart_are_two(column: str) -> None:
    assert not find(
        rows_are_unique,
        recurring_revenue=f"""
        customer_id  month    mrr  {column}
        A            2026-01  100  one
        A            2026-01  100  two
        """,
    )


def test_blank_cells_of_the_key_are_equal() -> None:
    found = find(
        rows_are_unique,
        recurring_revenue="""
        customer_id  month    mrr  product_line
        A            2026-01  100  -
        A            2026-01  200  -
        """,
    )
    assert lines(found) == [3]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("customers", "customer_id segment\n A Small\n A Large"),
        ("headcount", "month function fte\n 2026-01 sales 2\n 2026-01 sales 3"),
        ("cash", "month cash_end\n 2026-01 2\n 2026-01 3"),
        ("exchange_rates", "currency month rate\n EUR 2026-01 11\n EUR 2026-01 12"),
        ("plan", "month key value version\n 2026-01 mrr 2 budget\n 2026-01 mrr 3 budget"),
        (
            "deals",
            "deal_id created_date status amount_arr\nD1 2026-01-01 won 12 \n D1 2026-01-01 won 12",
        ),
    ],
)
def test_other_tables_have_a_key_too(table: str, text: str) -> None:
    assert lines(find(rows_are_unique, {table: text})) == [3]


def test_equal_vouchers_of_the_ledger_may_be_real() -> None:
    ledger = "month line category amount\n 2026-01 Rent ga 10\n 2026-01 Rent ga 10"
    assert not find(rows_are_unique, ledger=ledger)


def test_a_customer_may_have_two_subscriptions() -> None:
    revenue = "customer_id month mrr\n A 2026-01 100\n A 2026-01 100"
    assert not find(rows_are_unique, history_starts=24312, recurring_revenue=revenue)


def test_but_not_the_same_one_twice() -> None:
    revenue = """
        subscription_id  customer_id  month    mrr  product_line
        S1               A            2026-01  100  Core
        S1               A            2026-01  50   Mobile
        S1               A            2026-02  100  Core
        S1               A            2026-01  100  Core
    """
    assert lines(find(rows_are_unique, history_starts=24312, recurring_revenue=revenue)) == [5]


def test_a_line_of_a_wide_file_is_found_once() -> None:
    found = find(
        rows_are_unique,
        recurring_revenue="""
        customer_id  month    mrr  source_line
        A            2026-01  100  2
        A            2026-02  100  2
        A            2026-01  100  7
        A            2026-02  100  7
        """,
    )
    assert lines(found) == [7]


PASTED = """
    customer_id  month    mrr
    A            2026-01  100
    B            2026-01  200
    C            2026-01  300
    A            2026-01  100
    B            2026-01  200
    C            2026-01  300
"""


def test_lines_of_a_repeated_block_are_left_to_that_check() -> None:
    assert not find(rows_are_unique, recurring_revenue=PASTED)


def test_waiving_the_repeated_block_does_not_let_double_rows_in() -> None:
    waived = {"checks": {"repeated_block": {"waive": "real vouchers, said Karin"}}}
    assert lines(find(rows_are_unique, pack=waived, recurring_revenue=PASTED)) == [5, 6, 7]
