"""Net recurring-revenue churn."""

from reportgen.measure.metrics.net_recurring_revenue_churn import net_recurring_revenue_churn
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "net_recurring_revenue_churn"


def test_published_example() -> None:
    """100 at the start, 10 churn, 10 contraction, 10 expansion: 10 % (ChartMogul)."""
    rows = frame("""
        customer_id  month    mrr
        STAYS        2025-11   60
        LEAVES       2025-11   10
        SHRINKS      2025-11   30
        STAYS        2025-12   70
        SHRINKS      2025-12   20
        NEW          2025-12  500
    """)
    tables = {"recurring_revenue": rows}
    reading = readings(net_recurring_revenue_churn, tables=tables).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.1, 10, 100)


def test_more_added_than_lost_is_negative() -> None:
    """The year: 4,000 + 1,000 - 4,800 - 2,000 = -1,800 of 32,000."""
    reading = house(net_recurring_revenue_churn).get(NAME, "FY2025")
    assert reading.value == -1_800 / 32_000
    assert house(net_recurring_revenue_churn).get(NAME, "2025Q4").numerator == -4_800


def test_who_comes_back_lowers_it() -> None:
    """October: C05 with 1,200 and C03 with 500 more."""
    reading = house(net_recurring_revenue_churn).get(NAME, "2025-10")
    assert (reading.numerator, reading.denominator) == (-1_700, 31_000)


def test_missing_reasons() -> None:
    """Nobody there to lose, no opening, no table."""
    figures = house(net_recurring_revenue_churn)
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert readings(net_recurring_revenue_churn, tables={}).get(NAME, "2025Q4").missing == "no_data"
