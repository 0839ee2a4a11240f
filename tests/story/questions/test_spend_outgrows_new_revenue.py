"""More spend than new revenue to show for it."""

from __future__ import annotations

from reportgen.story.questions.spend_outgrows_new_revenue import spend_outgrows_new_revenue
from tests.story.questions.ask import ask, facts, plain

SPEND = """
    sales_and_marketing_spend 2026Q3 6500000 exact
    sales_and_marketing_spend 2025Q3 5000000 exact
    annual_recurring_revenue_change 2026Q3 5500000 exact movement=new
    annual_recurring_revenue_change 2025Q3 5000000 exact movement=new
"""


def test_a_year_ago_is_what_both_are_held_against() -> None:
    (asked,) = ask(spend_outgrows_new_revenue, SPEND)
    assert plain(asked.text) == (
        "Sales and marketing spend changed by +30.0% since Q3 2025, annual recurring revenue from "
        "new customers by +10.0%: what is the further spend to bring, and when?"
    )
    assert list(facts(asked).values())[1:3] == ["6.50 MSEK", "+5.00 MSEK"]


def test_in_step_less_spend_or_no_year_ago() -> None:
    assert ask(spend_outgrows_new_revenue, SPEND.replace("5500000", "6300000")) == []
    assert ask(spend_outgrows_new_revenue, SPEND.replace("6500000", "4900000")) == []
    assert ask(spend_outgrows_new_revenue, SPEND.replace("2025Q3", "2024Q3")) == []
