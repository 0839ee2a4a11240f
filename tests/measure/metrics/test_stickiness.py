"""Stickiness."""

from reportgen.measure.metrics.stickiness import stickiness
from tests.measure.readings import readings
from tests.measure.use import paying, usage

NAME = "stickiness"


def test_daily_over_monthly() -> None:
    """30 of 120; a customer whose months are not known, or are zero, has no part in it."""
    use = usage("""
        customer_id  month    dau  mau
        A            2025-12  20   70
        B            2025-12  10   50
        C            2025-12  9    -
        D            2025-12  0    0
    """)
    tables = {"product_usage": use, "recurring_revenue": paying("A", "B", "C", "D")}
    reading = readings(stickiness, tables=tables).get(NAME, "2025-12")
    assert (reading.value, reading.n) == (0.25, 2)


def test_no_such_column() -> None:
    """Users alone say nothing of days."""
    use = usage("customer_id month active_users\nA 2025-12 9")
    figures = readings(stickiness, tables={"product_usage": use})
    assert figures.get(NAME, "2025-12").missing == "no_data"
