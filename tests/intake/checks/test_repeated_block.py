from __future__ import annotations

import pytest

from reportgen.intake.checks.repeated_block import repeated_block
from tests.intake.checks.find import find, lines

REVENUE = """
    customer_id  month    mrr
    A            2026-01  100
    B            2026-01  200
    C            2026-01  300
    A            2026-02  100
    B            2026-02  200
    C            2026-02  300
"""
LAST_MONTH = """
    A            2026-02  100
    B            2026-02  200
    C            2026-02  300
"""


def test_last_month_pasted_twice_is_one_finding_with_its_effect() -> None:
    (problem,) = find(repeated_block, recurring_revenue=REVENUE + LAST_MONTH)
    assert problem.file == "test.csv"
    assert problem.line == 8
    assert "lines 8 to 10 repeat lines 5 to 7" in problem.what
    assert "in 2026-02 is 1200.00, without them 600.00" in problem.what
    assert problem.advice


def test_pasted_three_times_is_said_so() -> None:
    (problem,) = find(repeated_block, recurring_revenue=REVENUE + LAST_MONTH + LAST_MONTH)
    assert "lines 8 to 13 repeat lines 5 to 7 word for word 2 times over" in problem.what
    assert "is 1800.00, without them 600.00" in problem.what


def test_a_clean_file_has_none() -> None:
    assert not find(repeated_block, recurring_revenue=REVENUE)


def test_two_lines_are_no_block() -> None:
    two = REVENUE + "A 2026-02 100\n B 2026-02 200"
    assert not find(repeated_block, recurring_revenue=two)


def test_a_difference_in_any_cell_breaks_a_block() -> None:
    vouchers = """
        month    line  category  amount  voucher
        2026-01  Pay   rd        100     1
        2026-01  Tax   rd        31      2
        2026-01  Fund  rd        10      3
        2026-01  Pay   rd        100     4
        2026-01  Tax   rd        31      5
        2026-01  Fund  rd        10      6
    """
    assert not find(repeated_block, ledger=vouchers)


def test_a_block_that_holds_equal_vouchers_is_found() -> None:
    ledger = "month line category amount\n" + "2026-01 Fee ga 5\n2026-01 Fee ga 5\n" * 2
    ledger += "2026-01 Rent ga 9\n2026-01 Rent ga 9\n2026-01 Ads sm 5\n"
    block = "2026-03 A ga 1\n2026-03 A ga 1\n2026-03 B ga 2\n2026-03 B ga 2\n"
    (problem,) = find(repeated_block, ledger=ledger + block * 2 + "2026-03 Rent ga 9")
    assert "lines 13 to 16 repeat lines 9 to 12" in problem.what


def test_a_few_equal_vouchers_are_no_block() -> None:
    ledger = "month line category amount\n" + "2026-01 Fee ga 5\n" * 4 + "2026-01 Rent ga 9\n"
    assert not find(repeated_block, ledger=ledger)


def test_a_month_of_the_ledger_that_was_doubled_and_sorted() -> None:
    (problem,) = find(
        repeated_block,
        ledger="""
        month    line   category  amount
        2026-01  Rent   ga        9
        2026-02  Ads    sm        50
        2026-02  Ads    sm        50
        2026-02  Rent   ga        9
        2026-02  Rent   ga        9
        """,
    )
    assert problem.line == 4
    assert problem.value == "2026-02"
    assert "118.00" in problem.what
    assert "59.00" in problem.what


def test_the_same_file_under_two_names() -> None:
    rows = "A 2026-01 100 {0} 2\n B 2026-01 200 {0} 3\n C 2026-01 300 {0} 4\n"
    text = "customer_id month mrr source_file source_line\n"
    text += rows.format("first.csv") + rows.format("second.csv")
    (problem,) = find(repeated_block, recurring_revenue=text)
    assert problem.file == "second.csv"
    assert "lines 2 to 4 repeat lines 2 to 4 of first.csv" in problem.what


def test_a_block_ends_where_a_file_ends() -> None:
    rows = [f"{customer} 2026-01 100" for customer in "ABCDEF"]
    places = [f"all.csv {line}" for line in range(2, 8)]
    places += [f"{file}.csv {line}" for file in ("half", "rest") for line in range(2, 5)]
    pasted = "\n".join(f"{row} {place}" for row, place in zip(rows * 2, places, strict=True))
    text = f"customer_id month mrr source_file source_line\n{pasted}"
    half, rest = find(repeated_block, recurring_revenue=text)
    assert (half.file, rest.file) == ("half.csv", "rest.csv")
    assert "lines 2 to 4 repeat lines 5 to 7 of all.csv" in rest.what


def test_a_month_of_the_ledger_is_found_as_a_block_or_as_a_month_not_as_both() -> None:
    month = "2026-01 A ga 1\n2026-01 B ga 2\n2026-01 C ga 3\n"
    (problem,) = find(repeated_block, ledger="month line category amount\n" + month * 2)
    assert "lines 5 to 7 repeat lines 2 to 4" in problem.what


@pytest.mark.parametrize(("made", "count"), [("{line}", 1), ("S{line}", 0)])
def test_an_id_that_was_made_from_the_line_tells_nothing_apart(made: str, count: int) -> None:
    text = "customer_id month mrr subscription_id source_line\n"
    for line, customer in enumerate("ABCABC", start=2):
        text += f"{customer} 2026-01 70 {made.format(line=line)} {line}\n"
    found = find(repeated_block, history_starts=24312, recurring_revenue=text)
    assert len(found) == count


def test_lines_of_a_wide_file() -> None:
    text = "customer_id month mrr source_line\n"
    for line, customer in enumerate("ABCABC", start=2):
        text += f"{customer} 2026-01 {ord(customer)} {line}\n{customer} 2026-02 70 {line}\n"
    (problem,) = find(repeated_block, recurring_revenue=text)
    assert "lines 5 to 7 repeat lines 2 to 4" in problem.what


def test_lines_of_a_wide_file_that_differ_in_a_later_month() -> None:
    text = "customer_id month mrr source_line\n"
    for line, customer in enumerate("ABCABC", start=2):
        text += f"{customer} 2026-01 70 {line}\n{customer} 2026-02 {line} {line}\n"
    assert not find(repeated_block, recurring_revenue=text)


def test_answers_that_are_alike_are_no_repetition() -> None:
    text = "date score\n" + "2026-01-05 9\n2026-01-05 10\n2026-01-05 8\n" * 2
    assert lines(find(repeated_block, feedback=text)) == []
