"""One row per employee, with hire and leaving date: people by function at the end of each month."""

from __future__ import annotations

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._spans import first_month_after, month_number_of, span_problems
from reportgen.pack_input import Input
from reportgen.period import Period


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """Full-time equivalents of those who are employed on the last day of a month, by function.

    Every function has a row for every month from its first one on: nobody is zero, not unknown.
    """
    if {"start", "end", "fte", "function"} - set(frame.columns):
        return frame, []
    problems = list(
        span_problems(frame, cells, options, "the employment", "the last day of employment")
    )
    if problems:
        return frame, problems
    after = pl.min_horizontal(
        first_month_after(options).fill_null(period.last + 1), pl.lit(period.last + 1)
    )
    spans = frame.with_columns(first=month_number_of("start"), after=after)
    spans = spans.filter(pl.col("after") > pl.col("first"))
    worked = spans.with_columns(number=pl.int_ranges("first", "after")).explode(
        "number", empty_as_null=False
    )
    every = spans.group_by("function", maintain_order=True).agg(
        pl.col("first").min(), pl.col(LINE_COLUMN).min()
    )
    every = every.with_columns(number=pl.int_ranges("first", pl.lit(period.last + 1))).explode(
        "number", empty_as_null=False
    )
    counted = worked.group_by("function", "number").agg(pl.col("fte").sum())
    rows = every.join(counted, on=["function", "number"], how="left", maintain_order="left")
    return (
        rows.select(
            month=pl.date(pl.col("number") // 12, pl.col("number") % 12 + 1, 1),
            function="function",
            fte=pl.col("fte").fill_null(0).cast(frame.schema["fte"]),
            **{LINE_COLUMN: pl.col(LINE_COLUMN)},
        ),
        [],
    )


employees = Shape(
    "employees",
    columns="employees",
    finish=_finish,
)
