"""The last month of an export is often one that had not ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_of, recurring, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

LARGEST_FALL = 0.3
# Longer than Christmas or Easter.
QUIET_END = timedelta(days=10)
EVENTS = {"leads": "entered_at", "sales_activity": "date"}


@check(
    what="The last month has no more than 30% fewer customers than the month before, and events up "
    "to its last days.",
    why="Customers who were not billed yet when the file was made would be printed as churn.",
    severity=Severity.WARNING,
    looks_at=(
        ("recurring_revenue",),
        ("product_usage",),
        ("leads",),
        ("sales_activity",),
    ),
)
def last_month_is_whole(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """A fall in the number of customers between a file's last two months; days without events."""
    paying = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if paying is not None:
        paid = recurring(paying).lazy().filter(pl.col("mrr") > 0)
        yield from _fall(paying, paid, "pay", "the month was billed")
    using = table_with(dataset, "product_usage", "customer_id", "month")
    if using is not None:
        yield from _fall(using, using.lazy(), "have a row", "the month was over")
    for name, column in EVENTS.items():
        frame = table_with(dataset, name, column)
        if frame is not None:
            yield from _days_left(frame, column, period)


def _fall(frame: pl.DataFrame, counted: pl.LazyFrame, do: str, event: str) -> Iterator[Problem]:
    last_two = frame["month"].unique().drop_nulls().sort().tail(2)
    if len(last_two) < 2:
        return
    counted = counted.filter(pl.col("month").is_in(last_two.implode()))
    customers = counted.group_by("month").agg(pl.col("customer_id").n_unique()).collect()
    counts = dict(customers.iter_rows())
    month_before, month = last_two
    before, now = counts.get(month_before, 0), counts.get(month, 0)
    if now < before * (1 - LARGEST_FALL):
        place = frame.filter(pl.col("month") == month).sort(FILE_COLUMN, LINE_COLUMN)
        yield found(
            last_month_is_whole,
            place.row(0, named=True),
            f"{now} customers {do} in {month_of(month)}, the last month, after {before} in "
            f"{month_of(month_before)}: was the file made before {event}?",
            "Export again when the month is closed. If so many did leave, all is well.",
            column="month",
            value=month_of(month),
        )


def _days_left(frame: pl.DataFrame, column: str, period: Period) -> Iterator[Problem]:
    """The file ends in the period's last month, long before that month does."""
    day = frame[column].max()
    ends = period.last_day
    if not isinstance(day, date) or (day.year, day.month) != (ends.year, ends.month):
        return
    if day < ends - QUIET_END:
        place = frame.filter(pl.col(column) == day).sort(FILE_COLUMN, LINE_COLUMN)
        yield found(
            last_month_is_whole,
            place.row(-1, named=True),
            f"the last row is of {day}, {(ends - day).days} days before {month_of(ends)} ends: was "
            "the file made before the month was over?",
            "Export again when the month is over. If nothing happened since, all is well.",
            column=column,
            value=day,
        )
