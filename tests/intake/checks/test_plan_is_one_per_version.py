from __future__ import annotations

import pytest

from reportgen.intake.checks.plan_is_one_per_version import plan_is_one_per_version
from tests.intake.checks.find import errors, find


def test_a_row_without_a_version_is_a_second_budget() -> None:
    """Added up, September would be planned at 205 000."""
    text = """
        month    key  value   version
        2026-06  mrr  100000  budget
        2026-06  mrr  105000  -
    """
    (problem,) = errors(find(plan_is_one_per_version, plan=text))
    assert (problem.line, problem.column, problem.value) == (3, "key", "mrr")
    assert "105000.00 here" in problem.what
    assert "100000.00 on line 2" in problem.what


@pytest.mark.parametrize("other", ["MRR", "mrr_"])
def test_spelling_makes_no_other_figure(other: str) -> None:
    text = f"month key value\n2026-06 mrr 1\n2026-06 {other} 2"
    assert bool(find(plan_is_one_per_version, plan=text)) is (other == "MRR")


def test_budget_and_forecast_stand_side_by_side() -> None:
    text = "month key value version\n2026-06 mrr 1 budget\n2026-06 mrr 2 forecast\n2026-07 mrr 1 -"
    assert not find(plan_is_one_per_version, plan=text)
    assert not find(plan_is_one_per_version, plan="month key value\n2026-06 mrr 1\n2026-07 mrr 1")


def test_the_same_row_twice_is_for_another_check() -> None:
    text = "month key value version\n2026-06 mrr 1 budget\n2026-06 mrr 1 budget"
    assert not find(plan_is_one_per_version, plan=text)
