"""What each customer pays by month, as several checks ask for it."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from reportgen.intake.checks._shared import recurring
from reportgen.intake.dataset import Dataset
from reportgen.intake.series import ROWS_AT_A_TIME, in_order, some_series


def customer_months(dataset: Dataset, *further: str) -> Iterable[pl.DataFrame]:
    """What each customer pays by month, see `in_order`; row counts all rows of the export.

    Some customers at a time, each with all of its months; those of a file of usual size at once, and
    kept for the next check. further: columns that tell a customer's series apart.
    """
    frame = dataset.kept("recurring_revenue")
    keys = ["customer_id", *further]
    known: list[pl.DataFrame] | None = dataset.notes.get(tuple(keys))
    if known is not None:
        return known
    columns = frame.select(*keys, "month", "mrr", pl.col("^kind$"))
    pieces = (in_order(recurring(rows), keys, "mrr") for rows in some_series(columns, keys))
    if frame.height > ROWS_AT_A_TIME:
        return pieces
    dataset.notes[tuple(keys)] = list(pieces)
    return customer_months(dataset, *further)
