"""Segments by product lines: what existing customers lost, added and brought in each of the cells.

The halves are those of the same figures for the company, each segment and each product line, so that
a table of cells adds up to its margins: movements of the window over the revenue at its start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from reportgen.measure import customer_facts, retention
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import BLANK, SCHEMA
from reportgen.measure.shape import Facts, Formula, Ratio, Shape, Total
from reportgen.period import PeriodKind

SEGMENT, LINE = "segment", "product_line"
CELL = f"{SEGMENT}+{LINE}"
MARGINS = ("", SEGMENT, LINE)
LOSSES = ("churn", "contraction")
EXISTING = ("expansion", *LOSSES)


@dataclass(frozen=True)
class Matrix:
    """A figure of the company, of segments and of product lines, and that of each of both."""

    whole: Shape
    within: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it stands on."""
        return tuple(dict.fromkeys([*self.whole.tables, *self.within.tables]))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the margins, then those of segment and product line together."""
        whole = self.whole.cells(calendar, kinds).filter(pl.col("split_by").is_in(MARGINS))
        within = self.within.cells(calendar, kinds).filter(pl.col("split_by") == CELL)
        return pl.concat([whole.select(list(SCHEMA)), within.select(list(SCHEMA))])


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the name of their cell: `SMB+Core`."""
    segment = pl.col(SEGMENT).cast(pl.String).fill_null(BLANK)
    line = pl.col(LINE).cast(pl.String).fill_null(BLANK)
    return rows.with_columns((segment + "+" + line).alias(CELL))


@once
def has_cells(books: Books) -> bool:
    """Whether customers have segments and their lines have names."""
    revenue = books.recurring_revenue
    return revenue.covered is not None and (
        SEGMENT in books.split_names and LINE in books.line_split_names
    )


@once
def known_cells(books: Books) -> pl.DataFrame:
    """Every cell that ever had recurring revenue: where nothing moves, 0 moved."""
    finer = books.recurring_revenue.finer
    assert finer is not None
    return named(finer.rows).select(split_by=pl.lit(CELL), split=pl.col(CELL)).unique()


def crossed(books: Books, facts: Facts) -> Facts:
    """The facts of customers' lines, to be grouped by cell; none where there are no cells."""
    if facts.finer is None or not has_cells(books):
        return facts.of_company
    known = known_cells(books)
    return Facts(named(facts.finer.rows), (CELL,), facts.covered, facts.tables, known=known)


@once
def opening_of_cells(books: Books) -> Facts:
    """What customers paid for a line at each window's start; n counts those customers."""
    opening = customer_facts.retained(books)
    if not has_cells(books):
        return opening.of_company
    amount = pl.col("opening")
    rows = (
        books.pairs.group_by("customer", LINE, "period")
        .agg(amount.sum(), value=amount.sum(), n=pl.lit(1, pl.Int64))
        .filter(pl.col("value") > 0)
        .join(books.customer_splits, on="customer", how="left")
    )
    return Facts(named(rows), (CELL,), opening.covered, opening.tables, known=known_cells(books))


def movements_of_cells(books: Books, *movements: str) -> Total:
    """Sum of some movements of the window, cell by cell; losses are negative."""
    moved = crossed(books, books.moved)
    return Total(moved.where(pl.col("movement").is_in(list(movements))))


@once
def churn_rate(books: Books) -> Matrix:
    """Churn and contraction of the window over the revenue at its start."""
    lost = movements_of_cells(books, *LOSSES)
    return Matrix(
        Ratio(retention.lost_revenue(books), retention.opening_revenue(books)),
        Ratio(replace(lost, of=lost.of.valued(-pl.col("value"))), Total(opening_of_cells(books))),
    )


@once
def expansion_rate(books: Books) -> Matrix:
    """Expansion of the window over the revenue at its start."""
    return Matrix(
        Ratio(retention.moved_revenue(books, "expansion"), retention.opening_revenue(books)),
        Ratio(movements_of_cells(books, "expansion"), Total(opening_of_cells(books))),
    )


@once
def share_of_existing_revenue(books: Books) -> Matrix:
    """Part of the company's revenue from existing customers that a group or a cell brought."""
    company = retention.revenue_of_existing(books)
    new = customer_facts.revenue_of_new(books)
    within = {
        "all": Total(crossed(books, books.recurring_revenue)),
        "new": Total(crossed(books, new)),
    }
    existing, whole = pl.col("existing"), pl.col("whole")
    own = Formula(
        within,
        value=pl.col("all") - pl.col("new"),
        exact=pl.col("all.exact") - pl.col("new.exact"),
    )

    def share(of: Shape) -> Formula:
        return Formula(
            {"existing": of, "whole": company},
            value=existing / whole,
            numerator=existing,
            denominator=whole,
            reasons=((whole == 0, "div_zero"), (whole < 0, "not_meaningful")),
            everywhere=frozenset({"whole"}),
        )

    return Matrix(share(company), share(own))


@once
def against_average(books: Books) -> Matrix:
    """What existing customers added, net of losses, less what the company's own rate would give.

    The numbers of all segments, of all product lines and of all cells each sum to 0.
    """
    net, opening = retention.moved_revenue(books, *EXISTING), retention.opening_revenue(books)
    own, whole = pl.col("net"), pl.col("whole_net") / pl.col("whole_opening")

    def gap(net_of: Shape, opening_of: Shape) -> Formula:
        parts = {"net": net_of, "opening": opening_of, "whole_net": net, "whole_opening": opening}
        return Formula(
            parts,
            # Against itself the company is 0, not the noise of a division.
            value=pl.when(pl.col("split_by") == "")
            .then(0.0)
            .otherwise(own - pl.col("opening") * whole),
            numerator=own,
            denominator=pl.col("opening"),
            n=pl.col("opening.n"),
            reasons=((pl.col("whole_opening") == 0, "div_zero"),),
            everywhere=frozenset({"whole_net", "whole_opening"}),
        )

    within = gap(movements_of_cells(books, *EXISTING), Total(opening_of_cells(books)))
    return Matrix(gap(net, opening), within)


@dataclass(frozen=True)
class Ranked:
    """The place of each group among the others of its split and window: 1 has the least."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; the company has no place, a group with nothing at the start or since has none."""
        cells = self.of.cells(calendar, kinds)
        empty = (pl.col("numerator") == 0) & (pl.col("denominator") == 0)
        reason = (
            pl.when(pl.col("split_by") == "")
            .then(pl.lit("not_meaningful"))
            .when(empty)
            .then(pl.lit("div_zero"))
        )
        placed = cells.with_columns(missing=pl.col("missing").fill_null(reason)).with_columns(
            value=pl.when(pl.col("missing").is_null()).then("value")
        )
        place = pl.col("value").rank("min").over("period", "split_by").cast(pl.Float64)
        halves = {"numerator": pl.col("value"), "denominator": pl.lit(None, pl.Float64)}
        return placed.with_columns(
            value=place, exact=pl.lit(None, SCHEMA["exact"]), **halves
        ).select(list(SCHEMA))
