"""Two segments by two product lines over two years, with one wrong sale in it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import months, readings

END, BEFORE = "TTM2025-12", "TTM2024-12"
CELL = "segment+product_line"
# At the start of 2025: ENT+Core 6,000, ENT+Add 1,000, SMB+Core 2,000, SMB+Add 1,000: 10,000 in all.
REVENUE = """
    customer_id  product_line  from     to       mrr
    E1           Core          2023-06  2025-06  4000
    E1           Core          2025-07  2025-12  4600
    E1           Add           2023-06  2025-12  1000
    E2           Core          2023-06  2025-12  2000
    S1           Core          2023-06  2025-12  1200
    S1           Add           2023-06  2025-03   600
    S2           Core          2023-06  2025-04   800
    S2           Add           2023-06  2025-04   400
    S3           Core          2025-05  2025-12   500
"""
CUSTOMERS = """
    customer_id  segment
    E1           ENT
    E2           ENT
    S1           SMB
    S2           SMB
    S3           SMB
"""


def matrix(*metrics: Metric, revenue: str = REVENUE, customers: str | None = CUSTOMERS) -> Readings:
    """Metrics of that company; S1 drops Add (600), S2 leaves (1,200), E1 adds 600, S3 is new."""
    tables: Mapping[str, pl.DataFrame] = {"recurring_revenue": months(revenue)}
    if customers is not None:
        tables = {**tables, "customers": frame(customers)}
    return readings(*metrics, tables=tables)
