from __future__ import annotations

from reportgen.intake.checks.plan_meets_the_period import plan_meets_the_period
from reportgen.problem import Severity
from tests.intake.checks.find import find

PLAN = "month key value\n2025-11 mrr 1\n2025-12 mrr 1\n2026-01 mrr 1"


def test_a_plan_of_another_year_says_which_months_it_has() -> None:
    (problem,) = find(plan_meets_the_period, period="2026Q2", plan=PLAN)
    assert problem.severity is Severity.WARNING
    assert problem.file == "test.csv"
    assert "2026Q2" in problem.what
    assert "2025-11 to 2026-01" in problem.what


def test_a_plan_of_part_of_the_period_says_which_months_it_lacks() -> None:
    (problem,) = find(plan_meets_the_period, period="2026Q1", plan=PLAN)
    assert problem.severity is Severity.WARNING
    assert problem.line == 4
    assert "'mrr'" in problem.what
    assert problem.value == "2026-02 to 2026-03"


def test_each_key_is_looked_at() -> None:
    text = PLAN + "\n2026-02 mrr 1\n2026-03 mrr 1\n2026-02 sm 5\n2026-03 sm 5"
    (problem,) = find(plan_meets_the_period, period="2026Q1", plan=text)
    assert "'sm'" in problem.what
    assert problem.value == "2026-01"


def test_a_plan_by_quarters_has_one_month_in_each() -> None:
    text = "month key value\n2025-10 mrr 1\n2026-01 mrr 1\n2026-04 mrr 1"
    assert not find(plan_meets_the_period, period="2026Q1", plan=text)
    assert not find(plan_meets_the_period, period="2026Q2", plan=text)


def test_no_plan_no_warning() -> None:
    assert not find(plan_meets_the_period, cash="month cash_end\n2026-01 1")
