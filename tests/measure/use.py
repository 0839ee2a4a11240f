"""Rows of product usage, and customers that pay while they use it."""

from __future__ import annotations

import polars as pl

from tests.ascii_table import EXACT, frame
from tests.measure.readings import months

NUMBERS = ("active_users", "licensed_users", "integrations_active", "dau", "mau")


def usage(text: str) -> pl.DataFrame:
    """A table of product usage."""
    return frame(text, **dict.fromkeys(NUMBERS, EXACT))


def paying(*customers: str, first: str = "2025-01", last: str = "2025-12") -> pl.DataFrame:
    """Each of these customers pays 100 a month."""
    rows = [f"{customer} {first} {last} 100" for customer in customers]
    return months("\n".join(["customer_id from to mrr", *rows]))
