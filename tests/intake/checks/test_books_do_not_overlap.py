"""A fiscal year exported twice is seen; two years side by side are right."""

from __future__ import annotations

from reportgen.intake.checks.books_do_not_overlap import books_do_not_overlap
from tests.intake.checks.find import find

HEADER = "month amount booked_as source_file source_line\n"


def test_two_files_of_the_same_months_are_refused() -> None:
    """The second file is named with the months and the first."""
    rows = (
        "2026-01 5 A_1 a.se 40\n2026-02 5 A_1 a.se 41\n2026-03 5 A_1 a.se 42\n"
        "2026-02 5 A_1 b.se 50\n2026-03 5 A_1 b.se 51\n2026-04 5 A_1 b.se 52\n"
    )
    (problem,) = find(books_do_not_overlap, ledger=HEADER + rows)
    assert (problem.file, problem.line) == ("b.se", 50)
    assert "2026-02" in problem.what
    assert "2026-03" in problem.what
    assert "a.se" in problem.what


def test_two_fiscal_years_are_right() -> None:
    rows = "2025-12 5 A_1 a.se 40\n2026-01 5 A_1 b.se 41\n"
    assert not find(books_do_not_overlap, ledger=HEADER + rows)


def test_a_ledger_of_another_kind_may_come_in_several_files() -> None:
    """Revenue in one file and costs in another."""
    rows = "2026-01 5 - a.csv 2\n2026-01 7 - b.csv 2\n"
    assert not find(books_do_not_overlap, ledger=HEADER + rows)
    assert not find(
        books_do_not_overlap, ledger="month amount source_file source_line\n2026-01 5 a.csv 2"
    )
