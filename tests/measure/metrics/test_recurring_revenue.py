"""Monthly recurring revenue."""

from decimal import Decimal

import polars as pl

from reportgen.measure.metrics.recurring_revenue import recurring_revenue
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "recurring_revenue"


def test_what_all_customers_pay_in_the_month() -> None:
    """The house example from December 2024 to December 2025, with its customers."""
    figures = house(recurring_revenue)
    read = {
        m: figures.get(NAME, m) for m in ("2024-12", "2025-09", "2025-10", "2025-11", "2025-12")
    }
    assert [r.exact for r in read.values()] == [32_000, 31_000, 34_200, 37_700, 38_800]
    assert [r.n for r in read.values()] == [6, 5, 7, 9, 9]


def test_published_example_of_monthly_and_yearly_plans() -> None:
    """100 x 100 a month and 50 x 600 a year: 12,500 (Stripe; the page prints 800/12)."""
    monthly = [f"M{i:03} 2025-12 2025-12 100" for i in range(100)]
    yearly = [f"Y{i:03} 2025-12 2025-12 {600 // 12}" for i in range(50)]
    rows = months("\n".join(["customer_id from to mrr", *monthly, *yearly]))
    reading = readings(recurring_revenue, tables={"recurring_revenue": rows}).get(NAME, "2025-12")
    assert reading.exact == 12_500
    assert reading.n == 150


def test_segments_and_product_lines_add_up_to_the_company() -> None:
    """To the cent, in every month."""
    figures = house(recurring_revenue)
    for split in ("segment", "product_line", "cohort"):
        groups = [r for (p, by, _), r in figures.of(NAME).items() if by == split and p == "2025-12"]
        assert sum(r.exact for r in groups if r.exact is not None) == 38_800


def test_only_the_recurring_kind_counts() -> None:
    """One-off fees, services and usage are no recurring revenue; a blank kind is."""
    rows = frame("""
        customer_id  month    mrr   kind
        A            2025-12  100   recurring
        A            2025-12   50   -
        A            2025-12  900   one_off
        B            2025-12  700   services
        C            2025-12  300   usage
    """)
    reading = readings(recurring_revenue, tables={"recurring_revenue": rows}).get(NAME, "2025-12")
    assert reading.exact == 150
    assert reading.n == 1


def test_foreign_money_is_converted_and_not_rounded() -> None:
    """3 at 0.333333333333 is 0.999999999999, not 1.00."""
    rows = frame("customer_id month mrr currency\nA 2025-12 3 SEK\nB 2025-12 1 EUR")
    rates = frame("currency month rate\nSEK 2025-12 0.333333333333")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    reading = readings(recurring_revenue, tables=tables).get(NAME, "2025-12")
    assert reading.exact == Decimal("1.999999999999")


def test_merged_customers_are_one_customer() -> None:
    """B was bought by A: one customer with both amounts, before the purchase too."""
    rows = months("customer_id from to mrr\nA 2025-11 2025-12 100\nB 2025-11 2025-11 40")
    customers = frame("customer_id segment merged_into\nA SMB -\nB ENT A")
    figures = readings(
        recurring_revenue, tables={"recurring_revenue": rows, "customers": customers}
    )
    november = figures.get(NAME, "2025-11")
    assert november.exact == 140
    assert november.n == 1
    assert figures.get(NAME, "2025-11", "segment", "SMB").exact == 140


def test_months_outside_the_file_are_missing() -> None:
    """Before it: not enough history. After it, up to the report's end: not a whole period."""
    rows = months("customer_id from to mrr\nA 2025-10 2025-11 100")
    figures = readings(recurring_revenue, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").missing == "partial_period"
    assert figures.get(NAME, "2025-09").missing == "no_data"


def test_without_the_table_there_is_no_data() -> None:
    """Never a zero."""
    assert readings(recurring_revenue, tables={}).get(NAME, "2025-12").missing == "no_data"
    empty = pl.DataFrame(
        schema={"customer_id": pl.String, "month": pl.Date, "mrr": pl.Decimal(38, 12)}
    )
    figures = readings(recurring_revenue, tables={"recurring_revenue": empty})
    assert figures.get(NAME, "2025-12").missing == "no_data"
