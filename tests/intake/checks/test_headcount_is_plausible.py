from __future__ import annotations

from reportgen.intake.checks.headcount_is_plausible import headcount_is_plausible
from reportgen.problem import Severity
from tests.intake.checks.find import find


def test_a_negative_headcount() -> None:
    (problem,) = find(headcount_is_plausible, headcount="month function fte\n2026-01 sales -1.5")
    assert problem.severity is Severity.ERROR
    assert problem.line == 2
    assert problem.column == "fte"
    assert "-1.5" in problem.what


def test_negative_contractors() -> None:
    text = "month function fte contractors_fte\n2026-01 sales 1 -1\n2026-01 rd 1 -"
    (problem,) = find(headcount_is_plausible, headcount=text)
    assert problem.column == "contractors_fte"


HOLE = """
    month    function  fte
    2026-01  sales     4
    2026-01  rd        9
    2026-02  rd        9
    2026-03  sales     5
    2026-03  rd        9
"""


def test_a_function_that_takes_a_month_off_is_a_warning() -> None:
    (problem,) = find(headcount_is_plausible, headcount=HOLE)
    assert problem.severity is Severity.WARNING
    assert problem.line == 5
    assert problem.value == "sales"
    assert "4 full-time" in problem.what
    assert "2026-02" in problem.what
    assert "2026-02" in problem.advice


def test_a_zero_is_a_hole_too() -> None:
    assert len(find(headcount_is_plausible, headcount=HOLE + "2026-02 sales 0")) == 1


def test_a_function_may_begin_and_end() -> None:
    text = (
        "month function fte\n2026-01 rd 1\n2026-02 rd 1\n2026-02 cs 1\n2026-03 rd 1\n2026-04 rd 1"
    )
    assert not find(headcount_is_plausible, headcount=text)


def test_a_month_that_nobody_has_is_another_matter() -> None:
    text = "month function fte\n2026-01 rd 1\n2026-03 rd 1"
    assert not find(headcount_is_plausible, headcount=text)


def test_a_month_in_which_nobody_works_is_an_error() -> None:
    text = "month function fte\n2026-01 rd 2\n2026-02 rd 0\n2026-02 sales 0"
    (problem,) = find(headcount_is_plausible, headcount=text)
    assert problem.severity is Severity.ERROR
    assert (problem.line, problem.value) == (3, "2026-02")
