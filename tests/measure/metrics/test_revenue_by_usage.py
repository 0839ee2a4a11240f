"""Recurring revenue by use of licences."""

from reportgen.measure.metrics.revenue_by_usage import revenue_by_usage
from tests.measure.readings import months, readings
from tests.measure.use import usage

NAME = "revenue_by_usage"


def test_bands_add_up_to_all_revenue() -> None:
    """1,000 below a quarter, 4,000 above three, 500 of a customer whose use is not known."""
    paid = months("""
        customer_id  from     to       mrr
        A            2025-12  2025-12  1000
        B            2025-12  2025-12  4000
        C            2025-12  2025-12   500
    """)
    use = usage("""
        customer_id  month    active_users  licensed_users
        A            2025-12  1             10
        B            2025-12  10            10
    """)
    figures = readings(revenue_by_usage, tables={"recurring_revenue": paid, "product_usage": use})
    found = {r.split: r.value for r in figures.groups(NAME, "utilisation")}
    assert found == {"0-25": 1000, "75+": 4000, "(blank)": 500}
    assert figures.get(NAME, "2025-12").value == 5500


def test_no_table() -> None:
    """Nothing to add up."""
    assert readings(revenue_by_usage, tables={}).get(NAME, "2025-12").missing == "no_data"
