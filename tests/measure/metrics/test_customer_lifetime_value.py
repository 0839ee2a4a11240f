"""Customer lifetime value."""

import polars as pl
import pytest

from reportgen.measure.metrics.cac import cac
from reportgen.measure.metrics.customer_lifetime_value import customer_lifetime_value
from reportgen.measure.metrics.lifetime_value_to_cac import lifetime_value_to_cac
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "customer_lifetime_value"


def test_new_customers_price_times_margin_times_lifetime() -> None:
    """1,500 x 75 % x 37 months = 41,625."""
    reading = house(customer_lifetime_value).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(41_625)
    assert (reading.numerator, reading.n) == (1_125, 2)
    assert reading.denominator == pytest.approx(2 / 74)


def test_a_segments_own_price_and_churn_at_the_companys_margin() -> None:
    """Small customers: 1,500 x 75 % / (1 churn / 9 monthly openings) = 10,125."""
    figures = house(customer_lifetime_value)
    small = figures.get(NAME, "2025Q4", "segment", "SMB")
    assert small.value == pytest.approx(1_125 * 9)
    assert figures.get(NAME, "2025Q4", "segment", "ENT").missing == "div_zero"


def test_published_example() -> None:
    """500 x 80 % / 5 % = 8,000; with 25 customers for 50,000 four times their cost of 2,000."""
    # Twenty of 21 customers are active in any month: one leaves, the one before comes back.
    away = {i: [n for n in range(13) if n % 21 == i] for i in range(21)}
    spans = []
    for i, gone in away.items():
        (out,) = gone or (99,)
        runs = [(0, min(out, 13) - 1), (out + 1, 12)]
        spans += [(f"C{i:02}", *run, 100) for run in runs if run[0] <= run[1]]
    spans += [(f"N{i:02}", 12, 12, 500) for i in range(25)]
    labels = [f"{2024 + (11 + n) // 12}-{(11 + n) % 12 + 1:02}" for n in range(13)]
    rows = "\n".join(f"{c} {labels[a]} {labels[b]} {mrr}" for c, a, b, mrr in spans)
    ledger = frame("""
        month    category           amount
        2025-10  sm                  50000
        2025-12  revenue_recurring  100000
        2025-12  cogs                20000
    """)
    tables: dict[str, pl.DataFrame] = {
        "recurring_revenue": months(f"customer_id from to mrr\n{rows}"),
        "ledger": ledger,
    }
    figures = readings(
        customer_lifetime_value, cac, lifetime_value_to_cac, tables=tables, cac_lag="none"
    )
    assert figures.get("cac", "2025Q4").value == 2_000
    assert figures.get(NAME, "2025Q4").value == pytest.approx(8_000)
    assert figures.get("lifetime_value_to_cac", "2025Q4").value == pytest.approx(4)


def test_without_churn_the_lifetime_is_the_cap() -> None:
    """1,500 x 75 % x 60 months, not infinity."""
    revenue = months("""
        customer_id  from     to       mrr
        OLD          2024-12  2025-12   100
        NEW          2025-12  2025-12  1500
    """)
    ledger = frame("month category amount\n2025-10 revenue_other 100\n2025-12 cogs 25")
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    figures = readings(customer_lifetime_value, tables=tables)
    assert figures.get(NAME, "2025Q4").value == pytest.approx(67_500)


def test_a_margin_below_zero_gives_no_value() -> None:
    """A customer that costs more than it pays is not worth a negative lifetime."""
    revenue = months("""
        customer_id  from     to       mrr
        OLD          2024-12  2025-12   100
        NEW          2025-12  2025-12  1500
    """)
    ledger = frame("month category amount\n2025-10 revenue_other 100\n2025-12 cogs 125")
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    assert readings(customer_lifetime_value, tables=tables).get(NAME, "2025Q4").missing == (
        "not_meaningful"
    )


def test_a_quarter_without_new_customers_has_none() -> None:
    """Nobody was won in the third quarter."""
    assert house(customer_lifetime_value).get(NAME, "2025Q3").missing == "div_zero"
