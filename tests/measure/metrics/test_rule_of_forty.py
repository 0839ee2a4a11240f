"""Rule of forty."""

import polars as pl
import pytest

from reportgen.measure.metrics.rule_of_forty import rule_of_forty
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings


def tables(sales: int) -> dict[str, pl.DataFrame]:
    """A year in which recurring revenue rises from 100 to 120, and what it cost."""
    rows = [
        f"2025-{month:02}  {kind}  {amount}"
        for month in range(1, 13)
        for kind, amount in (("revenue_recurring", 100), ("cogs", 25), ("sm", sales), ("ga", 30))
    ]
    return {
        "recurring_revenue": months("""
            customer_id  from     to       mrr
            C1           2024-12  2025-11  100
            C1           2025-12  2025-12  120
        """),
        "ledger": frame("month category amount\n" + "\n".join(rows)),
    }


def test_growth_and_margin_are_added_in_points() -> None:
    """20 % growth + 5 % margin = 25 points; with 25 more for sales, 0."""
    figures = readings(rule_of_forty, tables=tables(40))
    assert figures.get("rule_of_forty", "TTM2025-12").value == pytest.approx(25)
    less = readings(rule_of_forty, tables=tables(65))
    assert less.get("rule_of_forty", "TTM2025-12").value == pytest.approx(0)


def test_it_stands_under_the_trailing_year() -> None:
    """For a quarter, the twelve months that end with it."""
    figures = readings(rule_of_forty, tables=tables(40))
    assert figures.at("rule_of_forty").value == pytest.approx(25)
    assert figures.get("rule_of_forty", "TTM2025-11").missing == "insufficient_history"


def test_half_a_year_of_ledger_is_not_enough() -> None:
    """The house example's ledger begins in July."""
    assert house(rule_of_forty).get("rule_of_forty", "TTM2025-12").missing == (
        "insufficient_history"
    )
