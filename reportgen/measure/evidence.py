"""Evidence: the rows, files and months that one figure stands on, found by walking its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.measure.books import Books
from reportgen.measure.calendar import month_column
from reportgen.measure.composed import Growth
from reportgen.measure.metric import Metric
from reportgen.measure.shape import Facts, Formula, Middle, Ratio, Take, Total
from reportgen.period import PeriodKind, parse_period

NUMERATOR, DENOMINATOR, WHOLE = "numerator", "denominator", ""
# What a row of a table is called, and under which name that stands among a stretch's rows.
NAMES = {("ledger", "line"): "account", ("deals", "deal_id"): "deal"}


@dataclass(frozen=True)
class Stretch:
    """Facts and the months of them that one part of a figure takes in.

    half    numerator, denominator, or "" for a figure without halves
    part    the names that the formula has for it, from the outside in
    first, last    month numbers, the lag already taken off
    lag     how many months before the figure's own window they end
    total   the sum of the facts
    rows    what they are made of, the largest first: `value` (and `month`, `customer`, groups),
            with source_file and source_line where they are known
    """

    half: str
    part: tuple[str, ...]
    tables: tuple[str, ...]
    first: int
    last: int
    lag: int
    total: float
    rows: pl.DataFrame

    @property
    def has_lines(self) -> bool:
        """Whether a row says where it stands in its file."""
        return LINE_COLUMN in self.rows.columns

    def by_month(self) -> list[tuple[int, float]]:
        """The sum of the rows of each month, in order."""
        if "month" not in self.rows.columns:
            return []
        summed = self.rows.group_by("month").agg(pl.col("value").sum()).sort("month")
        return [(int(month), float(value or 0)) for month, value in summed.iter_rows()]


def evidence(metric: Metric, books: Books, label: str) -> list[Stretch]:
    """What the company's figure of a metric under a period's label stands on, half by half."""
    period = parse_period(label, books.pack.company.fiscal_year_start)
    kinds = (period.kind,)
    if books.calendar.of_kinds(kinds).filter(pl.col("period") == label).is_empty():
        return []
    found: dict[tuple[object, ...], Stretch] = {}
    for half, part, total in leaves(metric.measure(books)):
        window = total.windows(books.calendar, kinds).filter(pl.col("period") == label)
        first, last = int(window["first"][0]), int(window["last"][0])
        key = (half, id(total.of), first, last)
        if key in found or total.of.covered is None:
            continue
        rows = _within(total.of, label, first, last)
        summed = float(rows["value"].sum() or 0)
        rows = _placed(_by_customer(rows, books, label, last), books)
        lag = period.last - last
        tables = total.of.tables
        found[key] = Stretch(half or WHOLE, part, tables, first, last, lag, summed, rows)
    return list(found.values())


def leaves(
    shape: object, half: str | None = None, part: tuple[str, ...] = ()
) -> Iterator[tuple[str | None, tuple[str, ...], Total]]:
    """The totals that a shape is made of, with the half and the names that each has in it.

    Shapes that are not known here are searched by their fields, so that a new one needs no entry.
    half  None as long as nothing has said that there are halves
    """
    if isinstance(shape, Total):
        yield half, part, shape
    elif isinstance(shape, Facts | Middle):
        yield half, part, Total(shape if isinstance(shape, Facts) else shape.of)
    elif isinstance(shape, Growth):
        lag = dict.fromkeys(PeriodKind, shape.months)
        now, before = (NUMERATOR, DENOMINATOR) if half is None else (half, half)
        yield now, (*part, "now"), Total(shape.of, Take.LAST)
        yield before, (*part, "before"), Total(shape.of, Take.LAST, lag)
    elif isinstance(shape, Ratio):
        of, per = (NUMERATOR, DENOMINATOR) if half is None else (half, half)
        yield from leaves(shape.of, of, part)
        yield from leaves(shape.per, per, part)
    elif isinstance(shape, Formula):
        for name, inner in shape.parts.items():
            own = _half_of(shape, name)
            if own is not None:
                yield from leaves(inner, own if half is None else half, (*part, name))
    elif is_dataclass(shape):
        for field in fields(shape):
            value = getattr(shape, field.name)
            # A figure and what it is made of: the first says all.
            value = value[0] if isinstance(value, tuple) and value else value
            if isinstance(value, Facts):
                yield half, part, Total(value, back=getattr(shape, "back", 0))
            elif is_dataclass(value) and hasattr(value, "cells"):
                yield from leaves(value, half, part)


def _half_of(formula: Formula, name: str) -> str | None:
    """The half that a part stands in, "" for the value alone, None for what is only looked at."""
    places = (
        (NUMERATOR, formula.numerator),
        (DENOMINATOR, formula.denominator),
        (WHOLE, formula.value),
    )
    for half, expression in places:
        if expression is not None:
            roots = expression.meta.root_names()
            if name in {root.partition(".")[0] for root in roots}:
                return half
    return None


def _within(facts: Facts, label: str, first: int, last: int) -> pl.DataFrame:
    """The facts of these months (or of this window), the largest first."""
    rows = facts.counted
    mine = pl.col("month").is_between(first, last) if "month" in rows.columns else None
    kept = rows.filter(pl.col("period") == label if mine is None else mine)
    kept = kept.filter(pl.col("value").is_not_null())
    steady = [name for name in ("month", LINE_COLUMN, "customer") if name in kept.columns]
    return kept.sort(
        pl.col("value").abs(),
        *steady,
        descending=[True, *[False] * len(steady)],
        maintain_order=True,
    )


def _by_customer(rows: pl.DataFrame, books: Books, label: str, last: int) -> pl.DataFrame:
    """For sums over a window's opening and closing: its customers, the largest change first."""
    if not {"period", "closing", "least"} <= set(rows.columns):
        return rows
    opening, closing = pl.col("opening"), pl.col("closing")
    return (
        books.pairs.filter(pl.col("period") == label)
        .group_by("customer")
        .agg(opening.sum(), closing.sum())
        .filter(opening > 0)
        .with_columns(value=closing - opening, month=pl.lit(last, pl.Int32))
        .sort(pl.col("value").abs(), "customer", descending=[True, False])
    )


def _placed(rows: pl.DataFrame, books: Books) -> pl.DataFrame:
    """Rows with the line of the export that they were made of, and what that line is called.

    A customer that leaves has no row in the month of leaving: its last row stands for it.
    """
    tables = books.dataset.tables
    if LINE_COLUMN in rows.columns:
        for (table, column), name in NAMES.items():
            frame = tables.get(table)
            if frame is not None and {column, LINE_COLUMN} <= set(frame.columns):
                called = frame.select(FILE_COLUMN, LINE_COLUMN, pl.col(column).alias(name))
                rows = rows.join(
                    called, on=[FILE_COLUMN, LINE_COLUMN], how="left", maintain_order="left"
                )
        return rows
    lines = tables.get("recurring_revenue")
    known = {"customer", "month"} <= set(rows.columns)
    if not known or lines is None or LINE_COLUMN not in lines.columns:
        return rows
    places = (
        lines.select(
            FILE_COLUMN, LINE_COLUMN, customer="customer_id", month=month_column(), paid="mrr"
        )
        .filter(pl.col("paid") > 0)
        .join(books.parents, on="customer", how="left")
        .with_columns(customer=pl.coalesce("parent", "customer"))
        .sort(LINE_COLUMN)
        .unique(["customer", "month"], keep="first", maintain_order=True)
        .select("customer", "month", FILE_COLUMN, LINE_COLUMN)
        .sort("month")
    )
    numbered = rows.with_row_index("place").with_columns(pl.col("month").cast(pl.Int32))
    found = numbered.sort("month").join_asof(
        places, on="month", by="customer", check_sortedness=False
    )
    return found.sort("place").drop("place")
