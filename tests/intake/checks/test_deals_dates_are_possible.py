from __future__ import annotations

from reportgen.intake.checks.deals_dates_are_possible import deals_dates_are_possible
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEADER = "deal_id created_date sql_date close_date status\n"


def test_closed_before_it_was_created() -> None:
    deals = HEADER + "D1 2026-03-10 - 2026-03-01 won"
    (problem,) = find(deals_dates_are_possible, deals=deals)
    assert problem.severity is Severity.ERROR
    assert problem.line == 2
    assert problem.column == "close_date"
    assert problem.value == "2026-03-01"
    assert "9 days before" in problem.what
    assert "D1" in problem.what


def test_qualified_before_it_was_created_is_a_warning() -> None:
    deals = HEADER + "D1 2026-03-10 2026-03-09 2026-05-01 won"
    (problem,) = find(deals_dates_are_possible, deals=deals)
    assert problem.severity is Severity.WARNING
    assert problem.column == "sql_date"


def test_the_same_day_no_day_and_a_day_to_come_are_possible() -> None:
    deals = HEADER + (
        "D1 2026-03-10 2026-03-10 2026-03-10 won\nD2 2026-03-10 - - open\n"
        "D3 2026-03-10 - 2031-01-01 won"
    )
    assert not find(deals_dates_are_possible, deals=deals)


def test_in_the_order_of_the_file() -> None:
    deals = HEADER + "D1 2026-03-10 2026-03-09 - open\nD2 2026-03-10 - 2026-03-01 lost"
    found = find(deals_dates_are_possible, deals=deals)
    assert [problem.line for problem in found] == [2, 3]
