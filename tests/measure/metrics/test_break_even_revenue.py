"""Break-even revenue."""

import polars as pl

from reportgen.measure.metrics.break_even_revenue import break_even_revenue
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "break_even_revenue"
LEDGER = frame("""
    month    category           amount
    2025-11  revenue_recurring  1000
    2025-11  cogs                250
    2025-11  sm                  300
    2025-11  rd                  200
    2025-11  ga                  100
    2025-11  other               999
    2025-12  revenue_recurring  1000
    2025-12  cogs               1200
    2025-12  sm                  300
    2025-12  rd                  200
    2025-12  ga                  100
""")


def test_other_costs_over_gross_margin() -> None:
    """600 / 75 % = 800, which leaves a fifth of revenue; depreciation and interest stay outside."""
    figures = readings(break_even_revenue, tables={"ledger": LEDGER})
    reading = figures.get(NAME, "2025-11")
    assert (reading.value, reading.numerator, reading.denominator) == (800, 600, 0.75)
    assert figures.get(NAME, "2025-11", "part", "distance").value == 0.2


def test_no_revenue_pays_for_a_negative_margin() -> None:
    """Every sale makes it worse; over both months the margin is 27.5 %."""
    figures = readings(break_even_revenue, tables={"ledger": LEDGER})
    assert figures.get(NAME, "2025-12").missing == "not_meaningful"
    assert figures.get(NAME, "2025-12", "part", "distance").missing == "not_meaningful"


def test_a_ledger_that_lacks_a_kind_of_cost() -> None:
    """A figure without sales and marketing, or without cost of sales, would be too good."""
    for lacking in ("sm", "cogs"):
        ledger = LEDGER.filter(pl.col("category") != lacking)
        assert readings(break_even_revenue, tables={"ledger": ledger}).get(
            NAME, "2025-11"
        ).missing == ("no_data")
