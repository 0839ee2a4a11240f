"""The house example: ten customers, two years, one set of figures for many metrics."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import months, readings

# Customer, line, first and last month of each price.
REVENUE = """
    customer_id  product_line  from     to       mrr    seats
    C01          Core          2024-01  2025-04  10000  100
    C01          Core          2025-05  2025-10  12000  120
    C01          Core          2025-11  2025-12  13200  120
    C02          Core          2024-01  2025-12   8000   80
    C03          Core          2024-03  2025-01   4000   40
    C03          Core          2025-02  2025-09   3000   30
    C03          Core          2025-10  2025-12   3500   35
    C04          Core          2024-06  2025-07   3000   30
    C05          Core          2024-02  2025-02   1000   10
    C05          Core          2025-10  2025-12   1200   12
    C06          Core          2024-05  2024-08    800    8
    C06          Core          2025-11  2025-12    800    8
    C07          Core          2025-03  2025-12   2000   20
    C07          Addon         2025-12  2025-12    500   20
    C08          Core          2025-10  2025-11   1500   15
    C08          Core          2025-12  2025-12   1800   18
    C09          Core          2025-11  2025-12   1500   15
    C10          Core          2024-01  2025-11   6000   60
    C10          Core          2025-12  2025-12   6300   70
"""
CUSTOMERS = """
    customer_id  segment  contract_term_months
    C01          ENT      12
    C02          ENT      12
    C03          MM       12
    C04          MM       12
    C05          SMB      12
    C06          SMB      12
    C07          MM       12
    C08          SMB      12
    C09          SMB      12
    C10          ENT      12
"""
CASH = """
    month    cash_end
    2025-09  300000
    2025-10  288000
    2025-11  276000
    2025-12  264000
"""
HEADCOUNT = """
    month    function   fte
    2025-12  sales      4
    2025-12  marketing  2
    2025-12  rd         19
"""
SPEND = {7: "9000", 8: "9000", 9: "9000", 10: "10000", 11: "10000", 12: "10000"}


def tables() -> Mapping[str, pl.DataFrame]:
    """The exports; the ledger has the second half of 2025 at a gross margin of 75 %."""
    revenue = months(REVENUE)
    booked = (
        revenue.group_by("month")
        .agg(amount=pl.col("mrr").sum())
        .filter(pl.col("month").dt.year() == 2025, pl.col("month").dt.month() >= 7)
        .sort("month")
    )
    entries = []
    for month, amount in booked.iter_rows():
        entries += [
            (month, "Subscriptions", "revenue_recurring", amount),
            (month, "Hosting", "cogs", amount / 4),
            (month, "Sales and marketing", "sm", Decimal(SPEND[month.month])),
        ]
    types = {
        "month": pl.Date(),
        "line": pl.String(),
        "category": pl.String(),
        "amount": pl.Decimal(38, 12),
    }
    return {
        "recurring_revenue": revenue,
        "customers": frame(CUSTOMERS),
        "ledger": pl.DataFrame(entries, schema=types, orient="row"),
        "cash": frame(CASH),
        "headcount": frame(HEADCOUNT),
    }


def house(*metrics: Metric, period: str = "2025Q4", **definitions: Any) -> Readings:
    """Metrics of the house example."""
    return readings(*metrics, period=period, tables=tables(), **definitions)
