"""What a start and an end mean in months."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.pack_input import Input
from reportgen.problem import Problem


def month_number_of(name: str) -> pl.Expr:
    """A date as the number of its month, see `reportgen.period`."""
    day = pl.col(name)
    return day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1


def first_month_after(options: Input) -> pl.Expr:
    """The first month on whose last day what has an `end` no longer runs; null while it has none."""
    served = pl.col("end") == pl.col("end").dt.month_end()
    return month_number_of("end") + (served.cast(pl.Int32) if options.end == "inclusive" else 0)


def span_problems(
    frame: pl.DataFrame, cells: Cells, options: Input, what: str, last_day: str
) -> Iterator[Problem]:
    """Ends before starts, and ends on a month's last day of which nobody said what they mean.

    what      what the rows are, in the singular: `the subscription`
    last_day  what the last day is if `end` is inclusive: `the last day that was paid for`
    """
    header = cells.headers.get("end", "end")
    for line, start, end in (
        frame.filter(pl.col("end") < pl.col("start"))
        .select(LINE_COLUMN, "start", "end")
        .iter_rows()
    ):
        yield cells.raw.problem(
            f"{what} ends on {end}, before it starts on {start}",
            "Correct the dates in the system that the export comes from.",
            line=line,
            column=header,
            value=str(end),
        )
    doubtful = frame.filter(pl.col("end") == pl.col("end").dt.month_end())
    if doubtful.height and options.end is None:
        line, end = doubtful.select(LINE_COLUMN, "end").row(0)
        yield cells.raw.problem(
            f"{end} is the last day of a month: it may be {last_day}, or the first after it "
            f"({doubtful.height} such rows)",
            'Say which: write end = "inclusive" (the last day itself) or end = "exclusive" '
            "under {section}.",
            line=line,
            column=header,
            value=str(end),
        )
