"""The last month of an export is often one that had not ended."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_of, recurring, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

LARGEST_FALL = 0.3


@check(
    what="The last month has no more than 30 % fewer customers than the month before.",
    why="Customers who were not billed yet when the file was made would be printed as churn.",
    severity=Severity.WARNING,
)
def last_month_is_whole(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """A fall in the number of paying customers between the last two months of the file."""
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if frame is None:
        return
    last_two = frame["month"].unique().drop_nulls().sort().tail(2)
    paying = recurring(frame).filter(
        pl.col("month").is_in(last_two.implode()) & (pl.col("mrr") > 0)
    )
    counts = dict(paying.group_by("month").agg(pl.col("customer_id").n_unique()).iter_rows())
    if len(last_two) < 2:
        return
    month_before, month = last_two
    before, now = counts.get(month_before, 0), counts.get(month, 0)
    if now < before * (1 - LARGEST_FALL):
        place = frame.filter(pl.col("month") == month).sort(FILE_COLUMN, LINE_COLUMN)
        yield found(
            last_month_is_whole,
            place.row(0, named=True),
            f"{now} customers pay in {month_of(month)}, the last month, after {before} in "
            f"{month_of(month_before)}: was the file made before the month was billed?",
            "Export again when the month is closed. If so many did leave, all is well.",
            column="month",
            value=month_of(month),
        )
