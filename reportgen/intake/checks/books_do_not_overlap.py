"""No month is read from two files of books."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_number_of, months_in_words, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem


@check(
    what="No month of the ledger comes from two files of books.",
    why="The same vouchers exported twice would double revenue and costs.",
    looks_at=(("ledger.booked_as",),),
)
def books_do_not_overlap(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """SIE files that share months: one year exported twice, or two companies."""
    frame = table_with(dataset, "ledger", "month", "booked_as")
    if frame is None:
        return
    months = (
        frame.filter(pl.col("booked_as").is_not_null())
        .group_by(FILE_COLUMN, number=month_number_of())
        .agg(pl.col(LINE_COLUMN).min())
        .sort(FILE_COLUMN, "number")
        .with_columns(first_file=pl.first(FILE_COLUMN).over("number"))
        .filter(pl.col("first_file") != pl.col(FILE_COLUMN))
        .group_by(FILE_COLUMN, "first_file", maintain_order=True)
        .agg(pl.col("number"), pl.col(LINE_COLUMN).first())
    )
    for row in months.iter_rows(named=True):
        yield found(
            books_do_not_overlap,
            row,
            f"{months_in_words(row['number'])} stand in {row['first_file']} too, and both would "
            "be counted",
            "Take one of the two away; keep one file for each fiscal year.",
            column="month",
        )
