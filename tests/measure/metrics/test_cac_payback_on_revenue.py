"""CAC payback on revenue."""

from reportgen.measure.metrics.cac_payback_on_revenue import cac_payback_on_revenue
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def test_nine_months_of_invoices() -> None:
    """27,000 / 3,000 = 9.0 months."""
    reading = house(cac_payback_on_revenue).get("cac_payback_on_revenue", "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (9, 27_000, 3_000)


def test_ten_months_on_the_same_quarters_spend() -> None:
    """30,000 / 3,000."""
    figures = house(cac_payback_on_revenue, cac_lag="none")
    assert figures.get("cac_payback_on_revenue", "2025Q4").value == 10


def test_published_example_needs_no_margin() -> None:
    """10,000 / 1,000 a month = 10 months (core-mba.pro); cost of goods sold plays no part."""
    rows = months("customer_id from to mrr\nOLD 2025-01 2025-12 9\nNEW 2025-12 2025-12 1000")
    tables = {
        "recurring_revenue": rows,
        "ledger": frame("month category amount\n2025-12 sm 10000"),
    }
    figures = readings(cac_payback_on_revenue, tables=tables, period="2025-12", cac_lag="none")
    assert figures.get("cac_payback_on_revenue", "2025-12").value == 10


def test_a_month_without_new_customers_has_no_payback() -> None:
    """Nothing comes back from nobody."""
    reading = house(cac_payback_on_revenue).get("cac_payback_on_revenue", "2025-12")
    assert (reading.value, reading.missing) == (None, "div_zero")
