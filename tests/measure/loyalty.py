"""Companies whose customers stay as long as a test wants, with a ledger of a margin of their own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import months, readings

END = "TTM2025-12"
# 125 customers in each of twelve months and 30 who leave in the last: 2 % a month; 120 at the end.
TWO_PER_CENT = """
    A 30 400 2024-11 2025-11
    A 95 400 2024-11 2025-12
    A 25 400 2025-12 2025-12
"""


def tables(lives: str, margin: str = "0.75", spend: str = "0") -> Mapping[str, pl.DataFrame]:
    """Lines of segment, number of customers, price, first and last month paid.

    The ledger books what they pay, its cost at a margin, and as much spend in each month.
    """
    spans, owners = ["customer_id from to mrr"], ["customer_id segment"]
    for number, line in enumerate(lives.strip().splitlines()):
        segment, count, price, begin, end = line.split()
        for place in range(int(count)):
            spans.append(f"{segment}{number}-{place} {begin} {end} {price}")
            owners.append(f"{segment}{number}-{place} {segment}")
    revenue = months("\n".join(spans))
    booked = revenue.group_by("month").agg(amount=pl.col("mrr").sum()).sort("month")
    entries = [
        (month, category, category, value)
        for month, amount in booked.iter_rows()
        for category, value in (
            ("revenue_recurring", amount),
            ("cogs", amount * (1 - Decimal(margin))),
            ("sm", Decimal(spend)),
        )
    ]
    money = pl.Decimal(38, 12)
    types = {"month": pl.Date(), "line": pl.String(), "category": pl.String(), "amount": money}
    ledger = pl.DataFrame(entries, schema=types, orient="row")
    customers = frame("\n".join(owners))
    return {"recurring_revenue": revenue, "customers": customers, "ledger": ledger}


def case(
    *metrics: Metric,
    lives: str = TWO_PER_CENT,
    margin: str = "0.75",
    spend: str = "0",
    leave_out: tuple[str, ...] = (),
    definitions: Mapping[str, Any] | None = None,
    **loyalty: Any,
) -> Readings:
    """Metrics of such a company, with the section [loyalty] as it stands in pack.toml."""
    exports = tables(lives, margin, spend)
    kept = {name: rows for name, rows in exports.items() if name not in leave_out}
    return readings(*metrics, tables=kept, loyalty=loyalty, **(definitions or {}))
