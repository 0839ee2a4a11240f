"""Cells: figures by window and split, with what they lack and why; the algebra of all shapes.

A frame of cells has the columns
    period     label of the window
    split_by   "" for the company, else the split's name ("segment", "segment+movement")
    split      "" for the company, else the group's name
    value      Float64, or null where missing
    exact      Decimal(38, 12): the same as `value` for plain sums of money and counts, else null
    numerator, denominator   Float64 halves of a ratio, else null
    n          how many customers, deals ... it stands on, or null
    missing    null, or one of MISSING
Sums are taken in decimals and only then become floats, since a division of two decimals keeps their scale
and would cut a ratio to that many places.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import polars.selectors as cs

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.blank import BLANK as BLANK

EXACT = pl.Decimal(38, 12)
KEYS = ["period", "split_by", "split"]
COMPANY = {"split_by": pl.lit(""), "split": pl.lit("")}
# Where a row stands in its file: carried along by facts whose rows are rows of an export.
SOURCE = cs.by_name(FILE_COLUMN, LINE_COLUMN, require_all=False)

MISSING = (
    "no_data",
    "insufficient_history",
    "partial_period",
    "div_zero",
    "infinite",
    "not_meaningful",
    "cash_generative",
    "suppressed_small_n",
)
# Those of figures whose rows nobody has exported, or not of all of its months.
ABSENT = ("no_data", "insufficient_history", "partial_period")

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "period": pl.String,
    "split_by": pl.String,
    "split": pl.String,
    "value": pl.Float64,
    "exact": EXACT,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "n": pl.Int64,
    "missing": pl.String,
}

# What a formula may use of a part: its value under the part's own name, the rest under name.ending.
ENDINGS = (("value", ""), ("exact", ".exact"), ("n", ".n"), ("missing", ".missing"))
# For plans of a few steps over a few thousand rows: to improve them takes longer than to run them.
AT_ONCE = pl.QueryOptFlags.none()
# From here on it is faster to sum by all splits together before summing by each of them.
LONG = 30_000


def coverage(windows: pl.DataFrame, covered: tuple[int, int] | None) -> pl.DataFrame:
    """Which windows an export covers: period, missing (null where it covers all of it)."""
    if covered is None:
        return windows.select("period", missing=pl.lit("no_data"))
    first, last = covered
    return windows.select(
        "period",
        missing=pl.when(pl.col("first") < first)
        .then(pl.lit("insufficient_history"))
        .when(pl.col("last") > last)
        .then(pl.lit("partial_period")),
    )


def cell_grid(covered: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """The company and all groups in each covered window, the company alone in the others."""
    company = pl.DataFrame({"split_by": [""], "split": [""]})
    whole = covered.filter(pl.col("missing").is_null()).join(
        pl.concat([company, groups]), how="cross"
    )
    gaps = covered.filter(pl.col("missing").is_not_null()).with_columns(**COMPANY)
    return pl.concat([whole, gaps.select(whole.columns)])


def on_grid(sums: pl.LazyFrame, grid: pl.DataFrame) -> pl.DataFrame:
    """Sums by window and split -> cells: a covered window without rows is 0, others are missing."""
    found = pl.col("missing").is_null()
    return (
        grid.lazy()
        .join(sums, on=KEYS, how="left", maintain_order="left")
        .with_columns(
            exact=pl.when(found).then(pl.col("value").fill_null(0)).cast(EXACT),
            n=pl.when(found).then(pl.col("n").fill_null(0)).cast(pl.Int64),
        )
        .with_columns(
            value=pl.col("exact").cast(pl.Float64),
            numerator=pl.lit(None, pl.Float64),
            denominator=pl.lit(None, pl.Float64),
        )
        .select(list(SCHEMA))
        .collect()
    )


def lacking(parts: Iterable[str]) -> pl.Expr:
    """Why a figure of these parts is missing: rows that are not there go before zeros among those that are.

    Whoever is told of a division by zero does not look for the ledger that nobody has exported. Of
    several reasons alike the first counts.
    """
    reasons = [pl.col(f"{name}.missing") for name in parts]
    absent = [pl.when(reason.is_in(ABSENT)).then(reason) for reason in reasons]
    return pl.coalesce(*absent, *reasons)


def joined(parts: dict[str, pl.DataFrame], everywhere: frozenset[str]) -> pl.DataFrame:
    """Put parts side by side where all of them have the window and the split.

    Why: a split that one part does not have is left out, since giving each group the whole
    company's other half would print a wrong figure. Parts named in `everywhere` are rates of the
    company that stand for each group on purpose.

    Columns: the keys, and for each part NAME, NAME.exact, NAME.n, NAME.missing.
    """
    own = {name: cells for name, cells in parts.items() if name not in everywhere}
    assert own, "a formula needs one part that is not everywhere"
    aligned = _aligned(list(own.values()))
    result = _joined(own) if aligned is None else _side_by_side(list(own), aligned)
    for name in everywhere:
        company = parts[name].filter(pl.col("split_by") == "")
        result = result.join(
            company.select("period", *_named(name)), on="period", how="left", maintain_order="left"
        ).with_columns(
            pl.col(f"{name}.missing").fill_null(
                pl.when(pl.col(name).is_null()).then(pl.lit("no_data"))
            )
        )
    return result


def _aligned(frames: list[pl.DataFrame]) -> list[pl.DataFrame] | None:
    """The cells of the splits that all have, in one order; None where they are not the same.

    Why: sums of the same facts have the same cells, and most others share the company's alone; a join
    by three names costs twenty times as much as putting those side by side.
    """
    if _alike(frames):
        return frames
    shared = _shared_splits(frames)
    within = [frame.filter(pl.col("split_by").is_in(shared)) for frame in frames]
    if _alike(within):
        return within
    if len({frame.height for frame in within}) > 1:
        return None
    ordered = [frame.sort("period" if shared == [""] else KEYS) for frame in within]
    return ordered if _alike(ordered) else None


def _alike(frames: list[pl.DataFrame]) -> bool:
    """Whether all have the same cells in the same order."""
    first = frames[0]
    return all(
        other.height == first.height
        and all(other.get_column(key).equals(first.get_column(key)) for key in KEYS)
        for other in frames[1:]
    )


def _shared_splits(frames: list[pl.DataFrame]) -> list[str]:
    return sorted(
        set.intersection(*[set(frame.get_column("split_by").unique()) for frame in frames])
    )


def _side_by_side(names: list[str], frames: list[pl.DataFrame]) -> pl.DataFrame:
    columns = [frames[0].get_column(key) for key in KEYS]
    for name, frame in zip(names, frames, strict=True):
        columns += [frame.get_column(column).alias(name + ending) for column, ending in ENDINGS]
    return pl.DataFrame(columns)


def _joined(own: dict[str, pl.DataFrame]) -> pl.DataFrame:
    shared = _shared_splits(list(own.values()))
    result: pl.DataFrame | None = None
    for name, cells in own.items():
        part = cells.filter(pl.col("split_by").is_in(shared)).select(*KEYS, *_named(name))
        result = part if result is None else result.join(part, on=KEYS, how="full", coalesce=True)
    assert result is not None
    for name, cells in own.items():
        if result.get_column(name).null_count():
            result = _filled(result, name, cells)
    return result


def _named(name: str) -> list[pl.Expr]:
    return [pl.col(column).alias(name + ending) for column, ending in ENDINGS]


def _filled(table: pl.DataFrame, name: str, cells: pl.DataFrame) -> pl.DataFrame:
    """A group without rows counts 0 in a window that its export covers, and is missing elsewhere.

    That holds for sums alone (which have `exact`): a group without a median or a rate has none.
    """
    company = cells.filter(pl.col("split_by") == "").select(
        "period", gap="missing", is_sum=pl.col("exact").is_not_null()
    )
    missing = pl.col(f"{name}.missing")
    return (
        table.join(company, on="period", how="left")
        .with_columns(
            missing.fill_null(
                pl.when(pl.col(name).is_null()).then(
                    pl.coalesce(
                        "gap",
                        pl.when(~pl.col("is_sum").fill_null(False)).then(pl.lit("no_data")),
                    )
                )
            )
        )
        .with_columns(
            pl.when(missing.is_null()).then(pl.col(name).fill_null(0)).alias(name),
            pl.when(missing.is_null() & pl.col("is_sum"))
            .then(pl.col(f"{name}.exact").fill_null(0))
            .otherwise(pl.col(f"{name}.exact"))
            .alias(f"{name}.exact"),
        )
        .drop("gap", "is_sum")
    )


def cells_from(
    table: pl.DataFrame,
    value: pl.Expr,
    missing: pl.Expr,
    *,
    numerator: pl.Expr | None = None,
    denominator: pl.Expr | None = None,
    n: pl.Expr | None = None,
    exact: pl.Expr | None = None,
) -> pl.DataFrame:
    """Compute cells from parts side by side; a missing cell has no value, halves stay to be seen."""
    lost = pl.lit(None)
    found = pl.col("missing").is_null()
    # Whatever slips past the named reasons must still not reach paper as NaN or infinity.
    sound = pl.col("value").is_finite().fill_null(False)
    return (
        table.lazy()
        .with_columns(missing=missing)
        .select(
            *KEYS,
            value=value.cast(pl.Float64),
            exact=(lost if exact is None else exact).cast(EXACT),
            numerator=(lost if numerator is None else numerator).cast(pl.Float64),
            denominator=(lost if denominator is None else denominator).cast(pl.Float64),
            n=(lost if n is None else n).cast(pl.Int64),
            missing="missing",
        )
        .with_columns(
            value=pl.when(found & sound).then(pl.col("value")),
            missing=pl.when(found & ~sound)
            .then(pl.lit("not_meaningful"))
            .otherwise(pl.col("missing")),
        )
        .select(list(SCHEMA))
        .collect(optimizations=AT_ONCE)
    )
