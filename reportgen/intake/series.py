"""Rows by what they speak of, as whole numbers: sorted and compared many times faster than texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import polars as pl

from reportgen.intake.codes import coded

# Rows at a time, where whole series are looked at: some hundred bytes of memory for each.
ROWS_AT_A_TIME = 1_000_000
# From the last month of one series to the first of the next.
FAR = 100


def key_of(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series | None:
    """One number for each row, the same for two rows just when all these columns are.

    None where the values of a column have no codes, or all together more than a number can tell apart.
    """
    key, size = pl.lit(0, pl.UInt64), 1
    for column in columns:
        if _all_alike(frame[column]):
            continue
        codes = _codes(frame[column])
        if codes is None:
            return None
        lowest, highest = codes.min(), codes.max()
        if not isinstance(lowest, int) or not isinstance(highest, int):
            continue
        steps = highest - lowest + 2
        code = (pl.lit(codes) - lowest).cast(pl.UInt64)
        code = code.fill_null(steps - 1) if codes.null_count() else code
        key, size = key * steps + code if size > 1 else code, size * steps
    if size == 1:
        return pl.repeat(0, frame.height, dtype=pl.UInt32, eager=True)
    if size >= 2**63:
        return None
    return pl.select(key.cast(pl.UInt32 if size < 2**32 else pl.UInt64).alias("key")).to_series()


def _all_alike(values: pl.Series) -> bool:
    return values.is_empty() or bool(values.eq_missing(values[0]).all())


def _codes(values: pl.Series) -> pl.Series | None:
    if values.dtype == pl.String:
        values = coded(values)
    if isinstance(values.dtype, pl.Categorical | pl.Date):
        return values.to_physical()
    return values if values.dtype.is_integer() else None


def ascends(first: pl.Series, second: pl.Series) -> pl.Series:
    """Whether each row stands behind the one above it, by the first number and then the second.

    Where all do, no two rows have the same numbers. Null on the first row, which has none above it.
    """
    above = first.shift()
    return ((first == above) & (second > second.shift())) | (first > above)


def all_differ(key: pl.Series) -> bool:
    """Whether no number stands there twice."""
    ordered = key if key.is_sorted() else key.sort()
    return not (ordered == ordered.shift()).any()


def grain_differs(frame: pl.DataFrame, grain: Sequence[str]) -> bool:
    """Whether it is certain that no two rows have the same grain."""
    columns = [column for column in grain if column in frame.columns]
    key = key_of(frame, columns) if columns else None
    return key is not None and all_differ(key)


def some_series(
    frame: pl.DataFrame, keys: Sequence[str], at_a_time: int = ROWS_AT_A_TIME
) -> Iterator[pl.DataFrame]:
    """The rows, with their place as `row`, about so many at a time that a series comes together."""
    for share in shares(frame, keys[0], at_a_time):
        if isinstance(share, slice):
            yield frame[share].with_row_index("row", offset=share.start)
        else:
            yield frame[share].insert_column(0, share.rename("row"))


def shares(
    frame: pl.DataFrame, key: str, at_a_time: int = ROWS_AT_A_TIME
) -> Iterator[slice | pl.Series]:
    """The places of about so many rows at a time, all that have the same key in the same share."""
    if frame.height <= at_a_time:
        yield slice(0, frame.height)
        return
    first = frame[key]
    codes = first.to_physical() if isinstance(first.dtype, pl.Categorical) else first.hash()
    order = None
    if codes.null_count() or not codes.is_sorted():
        order = codes.arg_sort()
        codes = codes.gather(order)
    ends = {_end(codes, at) for at in range(at_a_time, frame.height, at_a_time)}
    for start, end in pairwise(sorted({0, *ends, frame.height})):
        # What is in order already is neither looked for nor copied.
        yield slice(start, end) if order is None else order[start:end]


def _end(codes: pl.Series, at: int) -> int:
    """Behind the last row of the series that row `at` belongs to; only rows near it are looked at."""
    length = 1024
    while True:
        after = codes.slice(at, length)
        same = int(after.eq_missing(after[0]).sum())
        if same < length:
            return at + same
        length *= 2


def month_numbers(days: pl.Series) -> pl.Series:
    """Days as the numbers of their months: each day of the calendar is worked out but once."""
    lowest, highest = days.to_physical().min(), days.to_physical().max()
    if not isinstance(lowest, int) or not isinstance(highest, int):
        return pl.Series(days.name, [None], dtype=pl.Int32).new_from_index(0, len(days))
    calendar = pl.int_range(lowest, highest + 1, dtype=pl.Int32, eager=True).cast(pl.Date)
    numbers = calendar.dt.year() * 12 + calendar.dt.month().cast(pl.Int32) - 1
    return numbers.gather((days.to_physical() - lowest).cast(pl.UInt32)).rename(days.name)


def in_order(rows: pl.DataFrame, keys: Sequence[str], value: str) -> pl.DataFrame:
    """Totals by series and month, in that order.

    Columns: at (the next month of the same series is one more, another series is far away), series
    (its number, of no meaning), number (of the month), value (exact), row (the first).
    """
    if rows["month"].null_count():
        rows = rows.drop_nulls("month")
    months = month_numbers(rows["month"])
    lowest, highest = months.min(), months.max()
    series = key_of(rows, keys)
    # A hash leaves no room for months beside it; ranks do.
    series = rows.select(pl.struct(keys).hash()).to_series() if series is None else series
    if series.dtype != pl.UInt32:
        series = series.rank("dense")
    if not isinstance(lowest, int) or not isinstance(highest, int):
        lowest = highest = 0
    span = highest - lowest + FAR
    most = pl.select(pl.lit(series).max()).item() or 0
    wide = pl.UInt32() if most < 2**32 // span - 1 else pl.UInt64()
    at = pl.select(pl.lit(series.cast(wide)) * span + pl.lit((months - lowest).cast(wide)))
    totals = pl.DataFrame(
        [
            at.to_series().rename("at"),
            series.cast(wide).rename("series"),
            months.rename("number"),
            rows[value].rename("value"),
            rows["row"],
        ]
    )
    if not totals["at"].is_sorted():
        totals = totals.sort("at", maintain_order=True)
    if (totals["at"] == totals["at"].shift()).any():
        totals = totals.group_by("at", maintain_order=True).agg(
            pl.first("series", "number"), pl.col("value").sum(), pl.col("row").min()
        )
    return totals
