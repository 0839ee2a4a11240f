"""The few things to improve this quarter, and how far each has come."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cells import COMPANY, cells_from
from reportgen.measure.shape import Given
from reportgen.period import PeriodKind

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER)
VALUES = ("start", "target", "actual")


def progress(books: Books) -> Given:
    """(actual - start) / (target - start) of each action; the list is as of the report period.

    The company has none of its own: the way of one action cannot be added to that of another.
    """
    frame = books.dataset.tables.get("actions")
    windows = books.calendar.of_kinds(KINDS)
    now = pl.col("last") == books.period.last
    known = frame is not None and not frame.is_empty()
    reason = pl.when(now).then(pl.lit("not_meaningful")).otherwise(pl.lit("insufficient_history"))
    company = windows.select(
        "period",
        missing=reason if known else pl.lit("no_data"),
        **COMPANY,
        **{name: pl.lit(None, pl.Float64) for name in VALUES},
    )
    rows = company.clear()
    if frame is not None:
        lacking = [name for name in VALUES if name not in frame.columns]
        named = frame.with_columns(pl.lit(None).alias(name) for name in lacking).select(
            pl.lit("action").alias("split_by"),
            pl.col("action").alias("split"),
            *[pl.col(name).cast(pl.Float64) for name in VALUES],
        )
        rows = (
            windows.filter(now)
            .select("period", missing=pl.lit(None, pl.String))
            .join(named, how="cross")
        )
    way, whole = pl.col("actual") - pl.col("start"), pl.col("target") - pl.col("start")
    missing = (
        pl.col("missing")
        .fill_null(pl.when(way.is_null() | whole.is_null()).then(pl.lit("no_data")))
        .fill_null(pl.when(whole == 0).then(pl.lit("div_zero")))
    )
    table = pl.concat([company, rows.select(company.columns)]).with_columns(
        n=pl.lit(None, pl.Int64)
    )
    cells = cells_from(table, way / whole, missing, numerator=way, denominator=whole)
    return Given(cells, ("actions",))
