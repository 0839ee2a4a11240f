"""A date years after everything else in its file is a slip of the pen, and hides an old file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, found, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

# Twice the silence after which a file of sales counts as old.
SILENCE = timedelta(days=90)
# Table -> days on which something has happened; not those on which something is hoped for.
HAPPENED = {
    "deals": ("created_date", "close_date", "sql_date"),
    "leads": ("entered_at",),
    "sales_activity": ("date",),
    "feedback": ("date",),
}


@check(
    what="No event is dated after the report period and more than 90 days after all before it.",
    why="One deal won in 2062 makes an old file look like a fresh one.",
    severity=Severity.WARNING,
    looks_at=tuple((name,) for name in HAPPENED),
)
def dates_do_not_run_ahead(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Rows after the period's end that follow on a silence of more than 90 days.

    A file may reach beyond the period that is reported; then its days follow on each other. The
    close date of an open deal is a hope and may lie years ahead.
    """
    for name, columns in HAPPENED.items():
        problems = []
        for column in columns:
            frame = table_with(dataset, name, column)
            if frame is None:
                continue
            if column == "close_date" and "status" in frame.columns:
                frame = frame.filter(pl.col("status").is_in(["won", "lost"]))
            days = frame[column].drop_nulls().unique().sort()
            late = days.filter((days.diff() > SILENCE) & (days > period.last_day))
            if late.is_empty():
                continue
            first = late[0]
            before = days.filter(days < first)[-1]
            ahead = frame.filter(pl.col(column) >= first).sort(FILE_COLUMN, LINE_COLUMN)
            problems += [
                found(
                    dates_do_not_run_ahead,
                    row,
                    f"{column} is {row[column]}, after the report period ({period.label} ends on "
                    f"{period.last_day}) and {(row[column] - before).days} days after the latest "
                    f"one before it, {before}",
                    "Correct the date, or leave the row out until it has happened.",
                    column=column,
                    value=row[column],
                )
                for row in ahead.head(MOST).to_dicts()
            ]
        yield from by_place(problems)
