"""Churn by number of integrations."""

from reportgen.measure.metrics.churn_by_integration_depth import churn_by_integration_depth
from tests.measure.readings import months, readings
from tests.measure.use import usage

NAME = "churn_by_integration_depth"


def test_none_one_two_or_more() -> None:
    """One of two without any left, nobody else."""
    paid = months("""
        customer_id  from     to       mrr
        A            2025-01  2025-10  100
        B            2025-01  2025-12  100
        C            2025-01  2025-12  100
        D            2025-01  2025-12  100
    """)
    use = usage("""
        customer_id  product_line  month    integrations_active
        A            Core          2025-09  0
        B            Core          2025-09  0
        C            Core          2025-09  1
        D            Core          2025-09  1
        D            Plus          2025-09  1
        D            Core          2025-12  1
    """)
    figures = readings(
        churn_by_integration_depth, tables={"recurring_revenue": paid, "product_usage": use}
    )
    bands = figures.by(NAME, "depth").values()
    found = {r.split: (r.value, r.n) for r in bands if r.period == "2025Q4" and r.n}
    assert found == {"0": (0.5, 2), "1": (0, 1), "2+": (0, 1)}
    assert figures.get(NAME, "2025Q4").value == 0.25


def test_no_table() -> None:
    """Nothing to tell."""
    assert readings(churn_by_integration_depth, tables={}).get(NAME, "2025Q4").missing == "no_data"
