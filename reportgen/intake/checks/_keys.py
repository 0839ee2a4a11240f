"""Rows by what they speak of, as whole numbers: sorted and compared many times faster than texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from reportgen.intake.checks._shared import month_number_of, recurring
from reportgen.intake.codes import coded
from reportgen.intake.dataset import Dataset

# Rows at a time, where whole series are looked at: some hundred bytes of memory for each.
ROWS_AT_A_TIME = 4_000_000
# From the last month of one series to the first of the next.
FAR = 100


def key_of(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series | None:
    """One number for each row, the same for two rows just when all these columns are.

    None where the values of a column have no codes, or all together more than a number can tell apart.
    """
    key, size = pl.lit(0, pl.UInt64), 1
    for column in columns:
        codes = _codes(frame[column])
        if codes is None:
            return None
        lowest, highest = codes.min(), codes.max()
        if not isinstance(lowest, int) or not isinstance(highest, int):
            continue
        steps = highest - lowest + 2
        code = (pl.lit(codes) - lowest).cast(pl.UInt64).fill_null(steps - 1)
        key, size = key * steps + code, size * steps
    if size >= 2**63:
        return None
    return pl.select(key.cast(pl.UInt32 if size < 2**32 else pl.UInt64).alias("key")).to_series()


def _codes(values: pl.Series) -> pl.Series | None:
    if values.dtype == pl.String:
        values = coded(values)
    if isinstance(values.dtype, pl.Categorical | pl.Date):
        return values.to_physical()
    return values if values.dtype.is_integer() else None


def all_differ(key: pl.Series) -> bool:
    """Whether no number stands there twice."""
    ordered = key if key.is_sorted() else key.sort()
    return not (ordered == ordered.shift()).any()


def grain_differs(frame: pl.DataFrame, grain: Sequence[str]) -> bool:
    """Whether it is certain that no two rows have the same grain."""
    columns = [column for column in grain if column in frame.columns]
    key = key_of(frame, columns) if columns else None
    return key is not None and all_differ(key)


def some_series(frame: pl.DataFrame, keys: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The rows, with their place as `row`, so many at a time that all of one series come together."""
    numbered = frame.with_row_index("row")
    times = -(-frame.height // ROWS_AT_A_TIME)
    if times < 2:
        yield numbered
        return
    first = frame[keys[0]]
    codes = first.to_physical() if isinstance(first.dtype, pl.Categorical) else first.hash()
    for turn in range(times):
        yield numbered.filter(codes % times == turn)


def in_order(rows: pl.DataFrame, keys: Sequence[str], value: str) -> pl.DataFrame:
    """Totals by series and month, in that order.

    Columns: at (the next month of the same series is one more, another series is far away), series
    (its number, of no meaning), number (of the month), value (exact), row (the first).
    """
    months = rows.select(number=month_number_of())["number"]
    lowest, highest = months.min(), months.max()
    series = key_of(rows, keys)
    series = rows.select(pl.struct(keys).hash()).to_series() if series is None else series
    if not isinstance(lowest, int) or not isinstance(highest, int):
        lowest = highest = 0
    span = highest - lowest + FAR
    # A hash leaves no room for months beside it; ranks do.
    if series.dtype != pl.UInt32:
        series = series.rank("dense")
    at = pl.lit(series.cast(pl.UInt64)) * span + (pl.lit(months) - lowest).cast(pl.UInt64)
    small = int(pl.select(pl.lit(series).max()).item() or 0) < 2**32 // span - 1
    totals = pl.select(
        at=at.cast(pl.UInt32) if small else at, value=pl.lit(rows[value]), row=pl.lit(rows["row"])
    )
    if months.null_count():
        totals = totals.drop_nulls("at")
    if not totals["at"].is_sorted():
        totals = totals.sort("at", maintain_order=True)
    if (totals["at"] == totals["at"].shift()).any():
        totals = totals.group_by("at", maintain_order=True).agg(
            pl.col("value").sum(), pl.col("row").min()
        )
    number = (pl.col("at") % span).cast(pl.Int32) + lowest
    return totals.with_columns(series=pl.col("at") // span, number=number)


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
