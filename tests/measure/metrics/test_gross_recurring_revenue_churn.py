"""Gross recurring-revenue churn."""

from reportgen.measure.metrics.gross_recurring_revenue_churn import gross_recurring_revenue_churn
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "gross_recurring_revenue_churn"
PUBLISHED = """
    customer_id  month    mrr
    STAYS        2025-11   60
    LEAVES       2025-11   10
    SHRINKS      2025-11   30
    STAYS        2025-12   70
    SHRINKS      2025-12   20
"""


def test_published_example() -> None:
    """100 at the start, 10 churn, 10 contraction: 20 % (ChartMogul)."""
    tables = {"recurring_revenue": frame(PUBLISHED)}
    reading = readings(gross_recurring_revenue_churn, tables=tables).get(NAME, "2025-12")
    assert reading.value == 0.2
    assert (reading.numerator, reading.denominator, reading.n) == (20, 100, 3)


def test_losses_of_the_year_over_its_opening() -> None:
    """5,000 / 32,000 = 15.625 %."""
    assert house(gross_recurring_revenue_churn).get(NAME, "FY2025").value == 0.15625


def test_no_loss_is_zero() -> None:
    """The fourth quarter lost nothing, and that is known."""
    reading = house(gross_recurring_revenue_churn).get(NAME, "2025Q4")
    assert (reading.value, reading.missing) == (0, None)


def test_losing_everything_in_foreign_money_is_one_hundred_per_cent() -> None:
    """The opening is taken at the rates of the month of the loss."""
    rows = months(
        "customer_id currency from to mrr\nA SEK 2025-11 2025-11 100\nB EUR 2025-11 2025-12 1"
    )
    rates = frame("currency month rate\nSEK 2025-11 0.1\nSEK 2025-12 0.2")
    customers = frame("customer_id segment\nA X\nB Y")
    tables = {"recurring_revenue": rows, "exchange_rates": rates, "customers": customers}
    figures = readings(gross_recurring_revenue_churn, tables=tables)
    assert figures.get(NAME, "2025-12", "segment", "X").value == 1


def test_a_line_that_grew_at_shrinking_customers_has_no_churn() -> None:
    """-20 of churn would read as good news."""
    rows = frame("""
        customer_id  product_line  month    mrr
        A            Core          2025-11  100
        A            Plus          2025-11   50
        A            Plus          2025-12   70
    """)
    figures = readings(gross_recurring_revenue_churn, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12", "product_line", "Plus").missing == "not_meaningful"
    assert figures.get(NAME, "2025-12", "product_line", "Core").value == 1


def test_missing_reasons() -> None:
    """Nobody there to lose, no opening, no table."""
    figures = house(gross_recurring_revenue_churn)
    assert figures.get(NAME, "2025-10", "segment", "SMB").missing == "div_zero"
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    none = readings(gross_recurring_revenue_churn, tables={})
    assert none.get(NAME, "2025Q4").missing == "no_data"
