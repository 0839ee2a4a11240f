"""Much of the churn from few customers."""

from __future__ import annotations

from reportgen.story.questions.few_customers_lost import few_customers_lost
from tests.ascii_table import frame
from tests.story.questions.ask import ask, facts, plain

LOST = """
    annual_recurring_revenue_change 2026Q3 -1000000 exact movement=churn
    annual_recurring_revenue_change 2026Q3 -600000 exact customer+movement=C1+churn
    annual_recurring_revenue_change 2026Q3 -200000 exact customer+movement=C2+churn
    annual_recurring_revenue_change 2026Q3 900000 exact customer+movement=C3+new
"""
CUSTOMERS = frame("customer_id name\nC1 Nordic\nC2 Other\nC3 Third")


def test_by_name_and_share() -> None:
    (asked,) = ask(few_customers_lost, LOST, CUSTOMERS)
    assert plain(asked.text) == (
        "Nordic and Other are 80% of the 1.00 MSEK that churned in Q3 2026: was it known at the "
        "last meeting?"
    )
    assert facts(asked) == {"Nordic": "−600 kSEK", "Other": "−200 kSEK"}


def test_spread_over_many_or_nothing_lost() -> None:
    assert ask(few_customers_lost, LOST.replace("-1000000", "-9000000"), CUSTOMERS) == []
    assert ask(few_customers_lost, LOST.replace("-1000000", "0"), CUSTOMERS) == []
