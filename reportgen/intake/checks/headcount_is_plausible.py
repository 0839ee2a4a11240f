"""Nobody employs minus two people, and a department does not take a month off."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import by_place, count_of, found, month_number_of, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity


@check(
    what="Headcount is never below zero, never nobody at all, and no function disappears for a "
    "single month.",
    why="A hole in one function moves the shares of all the others in that month.",
    looks_at=(("headcount",),),
)
def headcount_is_plausible(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Negative headcount, months without anybody (errors), functions gone for one month (a warning)."""
    frame = table_with(dataset, "headcount", "month", "function", "fte")
    if frame is not None:
        yield from by_place([*_negative(frame), *_nobody(frame), *_holes(frame)])


def _negative(frame: pl.DataFrame) -> Iterator[Problem]:
    for column in ("fte", "contractors_fte"):
        if column in frame.columns:
            for row in frame.filter(pl.col(column) < 0).to_dicts():
                what = f"{column} of {row['function']} is {count_of(row[column])}, below zero"
                advice = "Write the number of full-time equivalents at the end of the month."
                yield found(
                    headcount_is_plausible, row, what, advice, column=column, value=row[column]
                )


def _nobody(frame: pl.DataFrame) -> Iterator[Problem]:
    """Months whose people sum to zero although the file has people in others."""
    months = frame.group_by(number=month_number_of()).agg(
        pl.first(FILE_COLUMN), pl.col(LINE_COLUMN).min(), pl.col("fte").sum()
    )
    if months.filter(pl.col("fte") > 0).is_empty():
        return
    for row in months.filter(pl.col("fte") == 0).to_dicts():
        label = month_label(row["number"])
        yield found(
            headcount_is_plausible,
            row,
            f"all functions together have 0 full-time equivalents in {label}, so no share of "
            "headcount can be of anybody",
            f"Fill in who worked in {label}, or take its rows out.",
            column="fte",
            value=label,
        )


def _holes(frame: pl.DataFrame) -> Iterator[Problem]:
    totals = frame.group_by("function", number=month_number_of()).agg(
        pl.first(FILE_COLUMN), pl.col(LINE_COLUMN).min(), pl.col("fte").sum()
    )
    staffed = totals.filter(pl.col("fte") > 0).sort("function", "number")
    months = set(totals["number"])
    back = staffed.with_columns(
        step=pl.col("number").diff().over("function"), before=pl.col("fte").shift().over("function")
    ).filter(pl.col("step") == 2)
    for row in back.to_dicts():
        gone = row["number"] - 1
        # A month that nobody has is a missing month, which another check reports.
        if gone in months:
            yield found(
                headcount_is_plausible,
                row,
                f"{row['function']} has {count_of(row['before'])} full-time equivalents before "
                f"{month_label(gone)}, nobody in it, and {count_of(row['fte'])} again after it",
                f"Add the row of {row['function']} for {month_label(gone)}, if it was left out.",
                column="function",
                value=row["function"],
                severity=Severity.WARNING,
            )
