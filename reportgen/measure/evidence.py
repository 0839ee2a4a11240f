"""Evidence: the rows, files and months that one sum, state or middle of facts stands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import Books
from reportgen.measure.cells import BLANK, EXACT
from reportgen.measure.places import places
from reportgen.measure.shape import Facts

NUMERATOR, DENOMINATOR, WHOLE = "numerator", "denominator", ""
# What a row of a table is called, and under which name that stands among a stretch's rows.
NAMES = {("ledger", "line"): "account", ("deals", "deal_id"): "deal"}
JOINT = "+"


@dataclass(frozen=True)
class Stretch:
    """Facts and the months of them that one part of a figure takes in.

    half    numerator, denominator, or "" for a figure without halves
    part    the names that the formula has for it, from the outside in
    first, last    month numbers, the lag already taken off
    lag     how many months before the figure's own window they end
    exact   the sum of the facts
    facts   what they are made of, the largest first: `value` is what a row contributes (and
            `month`, `customer`, groups)
    whole   the rows are the company's although a group was asked for: they are not kept by group
    """

    half: str
    part: tuple[str, ...]
    tables: tuple[str, ...]
    first: int
    last: int
    lag: int
    exact: Decimal
    facts: pl.DataFrame
    books: Books
    whole: bool = False

    @property
    def total(self) -> float:
        """The sum of the facts."""
        return float(self.exact)

    @cached_property
    def places(self) -> pl.DataFrame:
        """Every line of an export behind every row, see `reportgen.measure.places`."""
        return places(self.facts, self.tables, self.books, self.first, self.last)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """The facts with the line that each stands on, and what that line is called.

        A customer that leaves has no row in the month of leaving: its last row stands for it.
        """
        facts = self.facts
        if LINE_COLUMN in facts.columns:
            return _called(facts, self.books)
        if self.places.is_empty():
            return facts
        ordered = self.places.sort("row", "at", LINE_COLUMN, descending=[False, True, False])
        one = ordered.unique("row", keep="first", maintain_order=True)
        return (
            facts.with_row_index("row")
            .join(one.select("row", FILE_COLUMN, LINE_COLUMN), on="row", how="left")
            .sort("row")
            .drop("row")
        )

    @property
    def has_lines(self) -> bool:
        """Whether a row says where it stands in its file."""
        return LINE_COLUMN in self.rows.columns

    def by_month(self) -> list[tuple[int, float]]:
        """The sum of the rows of each month, in order."""
        if "month" not in self.facts.columns:
            return []
        summed = self.facts.group_by("month").agg(pl.col("value").sum()).sort("month")
        return [(int(month), float(value or 0)) for month, value in summed.iter_rows()]


def gather(
    facts: Facts,
    books: Books,
    label: str,
    months: tuple[int, int],
    group: tuple[str, str] = ("", ""),
    *,
    half: str = WHOLE,
    part: tuple[str, ...] = (),
    lag: int = 0,
) -> Stretch | None:
    """The facts of some months (or of a window's label) and a group; None where nothing covers them.

    group  split_by and split, both "" for the company
    """
    if facts.covered is None:
        return None
    first, last = months
    chosen, rows, whole = _of_group(facts, *group)
    mine = pl.col("month").is_between(first, last) if "month" in rows.columns else None
    kept = rows.filter(pl.col("period") == label if mine is None else mine)
    kept = kept.filter(pl.col("value").is_not_null())
    return Stretch(
        half,
        part,
        chosen.tables,
        first,
        last,
        lag,
        Decimal(str(kept["value"].sum())),
        _sorted(kept),
        books,
        whole,
    )


def _of_group(facts: Facts, split_by: str, split: str) -> tuple[Facts, pl.DataFrame, bool]:
    """The facts at the grain that has a group, its rows, and whether they are all rows instead."""
    grains = [facts]
    while (finer := grains[-1].finer) is not None:
        grains.append(finer)
    known = [own for own in grains if split_by in own.splits]
    # What a metric groups by itself (the customer) is no split of its facts, but a column of them.
    for own in [*known, *grains] if split_by else []:
        rows = _each(own)
        if _has(rows, split_by):
            return own, rows.filter(_word(rows, split_by) == split), False
    return facts, _each(facts), bool(split_by)


def _has(rows: pl.DataFrame, split_by: str) -> bool:
    return split_by in rows.columns or set(split_by.split(JOINT)) <= set(rows.columns)


def _word(rows: pl.DataFrame, split_by: str) -> pl.Expr:
    """The name of a row's group; of two splits at once it is joined as figures.csv joins it."""
    names = [split_by] if split_by in rows.columns else split_by.split(JOINT)
    return pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null(BLANK) for name in names], separator=JOINT
    )


def _each(facts: Facts) -> pl.DataFrame:
    """The rows with exact values, one a customer where the facts are sums of customers already."""
    if facts.detail is None:
        return facts.counted
    return facts.detail.with_columns(pl.col("value").cast(EXACT)).collect()


def _sorted(rows: pl.DataFrame) -> pl.DataFrame:
    """The largest first; of rows with two ends those that changed most."""
    names = rows.columns
    size = pl.col("value").abs()
    if "opening" in names and "closing" in names:
        size = (pl.col("closing") - pl.col("opening")).abs()
    steady = [n for n in ("month", FILE_COLUMN, LINE_COLUMN, "customer") if n in names]
    return rows.sort(size, *steady, descending=[True, *[False] * len(steady)], maintain_order=True)


def _called(rows: pl.DataFrame, books: Books) -> pl.DataFrame:
    """Rows of a file with what their line is called: its account, its deal."""
    for (table, column), name in NAMES.items():
        frame = books.dataset.tables.get(table)
        if frame is not None and {column, LINE_COLUMN} <= set(frame.columns):
            called = frame.select(FILE_COLUMN, LINE_COLUMN, pl.col(column).alias(name))
            rows = rows.join(
                called, on=[FILE_COLUMN, LINE_COLUMN], how="left", maintain_order="left"
            )
    return rows
