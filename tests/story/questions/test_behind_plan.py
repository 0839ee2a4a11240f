"""A tenth or more off the plan, on the wrong side."""

from __future__ import annotations

from reportgen.story.questions.behind_plan import behind_plan
from tests.story.questions.ask import ask, facts, plain

REVENUE = """
    variance_against_plan 2026Q3 -0.12 key=new_customers numerator=-6
    actual_count 2026Q3 44 exact key=new_customers
    plan_count 2026Q3 50 exact key=new_customers
    actual_count YTD2026-09 130 exact key=new_customers
    plan_count YTD2026-09 140 exact key=new_customers
"""


def test_the_year_stands_beside_the_quarter() -> None:
    (asked,) = ask(behind_plan, REVENUE)
    assert plain(asked.text) == (
        "New customers was 6 (12.0%) below plan in Q3 2026: does the plan for the year still stand?"
    )
    assert facts(asked) == {
        "Actual, Q3 2026": "44",
        "Plan, Q3 2026": "50",
        "Actual, YTD Sep 2026": "130",
        "Plan, YTD Sep 2026": "140",
    }
    assert asked.metrics == ("new_customers", "variance_against_plan")


def test_costs_above_plan_are_behind_it() -> None:
    text = "variance_against_plan 2026Q3 0.2 key=sm numerator=100000"
    (asked,) = ask(behind_plan, text)
    assert "above plan" in asked.text


def test_ahead_or_nearly_there() -> None:
    assert ask(behind_plan, REVENUE.replace("-0.12", "0.12")) == []
    assert ask(behind_plan, REVENUE.replace("-0.12", "-0.09")) == []
