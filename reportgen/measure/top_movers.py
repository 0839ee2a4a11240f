"""Customers by name of number: who moved recurring revenue most, and who pays most of it."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import COMPANY, EXACT, SCHEMA, cells_from, coverage
from reportgen.measure.shape import MONTHS, SPANS, Given, Take, Total
from reportgen.period import PeriodKind

MOST = 10
OTHERS = "(others)"
# Customers are figures of their own for so many months: older ones are in the packs of their time.
RECENT_MONTHS = 24
YEARLY = 12
NONE = pl.lit(None, pl.String)


@once
def top_movers(books: Books) -> Given:
    """The customers whose revenue rose and fell most, ten each, in recent months and quarters.

    split_by `customer`: the change x 12, halves what the customer pays a year at the end and paid
    before; `(others)` is the sum of all other customers, n how many they are. split_by
    `customer+movement`: the same by movement, so that each row adds up to its customer's.
    """
    if not books.dataset.has("recurring_revenue"):
        return Given(pl.DataFrame(schema=SCHEMA), ("recurring_revenue",))
    windows = _recent(books)
    months = windows.select(
        "period", "last", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
    ).explode("month")
    value = pl.col("value")
    moved = (
        books.movements.select("customer", "month", "movement", value * YEARLY)
        .join(months, on="month")
        .group_by("period", "last", "customer", "movement")
        .agg(value.sum())
    )
    customers = moved.group_by("period", "last", "customer").agg(value.sum())
    # The name decides between equals, so that the order of rows does not.
    up = _rank(value, descending=True)
    down = _rank(value, descending=False)
    customers = customers.filter(value != 0).with_columns(
        top=((value > 0) & (up <= MOST)) | ((value < 0) & (down <= MOST))
    )
    top = customers.filter("top")
    rest = (
        customers.filter(~pl.col("top"))
        .group_by("period")
        .agg(value.sum(), n=pl.len().cast(pl.Int64))
        .with_columns(split=pl.lit(OTHERS))
    )
    pays = books.recurring_revenue.rows.select(
        "customer", last="month", closing=(value * YEARLY).cast(EXACT)
    )
    named = top.join(pays, on=["customer", "last"], how="left").with_columns(
        pl.col("closing").fill_null(0), n=pl.lit(1, pl.Int64), split=pl.col("customer")
    )
    by_movement = moved.filter(value != 0).join(top, on=["period", "customer"], how="semi")
    parts = [
        _cells(named.with_columns(opening=pl.col("closing") - value), "customer"),
        _cells(rest, "customer"),
        _cells(
            by_movement.with_columns(
                split=pl.col("customer") + "+" + pl.col("movement"), n=pl.lit(1, pl.Int64)
            ),
            "customer+movement",
        ),
    ]
    changes = {"changes": Total(books.moved.valued(value * YEARLY))}
    return Given(pl.concat(parts), books.revenue_tables, changes)


@once
def largest(books: Books) -> Given:
    """What the ten largest customers pay a year at each month's end; in recent months each of them."""
    revenue = books.recurring_revenue
    calendar, value = books.calendar, pl.col("value")
    windows = coverage(calendar.of_kinds(MONTHS), revenue.covered).join(
        calendar.of_kinds(MONTHS).select("period", month="last"), on="period"
    )
    if revenue.covered is None:
        company = windows.with_columns(**COMPANY)
        nothing = pl.lit(None, pl.Float64)
        return Given(cells_from(company, nothing, pl.col("missing")), revenue.tables)
    rows = revenue.rows.select("customer", "month", value=(value * YEARLY).cast(EXACT))
    top = rows.with_columns(all=value.sum().over("month")).filter(
        pl.struct(-value, "customer").rank("ordinal").over("month") <= MOST
    )
    sums = top.group_by("month").agg(value.sum(), pl.col("all").first(), n=pl.len())
    company = windows.join(sums, on="month", how="left").with_columns(
        pl.when(pl.col("missing").is_null()).then(pl.col(name).fill_null(0)).alias(name)
        for name in ("value", "all", "n")
    )
    each = top.join(windows.filter(pl.col("missing").is_null()), on="month").filter(
        pl.col("month") > calendar.last - RECENT_MONTHS
    )
    halves = {"numerator": value.cast(pl.Float64), "denominator": pl.col("all").cast(pl.Float64)}
    figure = value.cast(pl.Float64)
    cells = [
        cells_from(
            company.with_columns(**COMPANY),
            figure,
            pl.col("missing"),
            **halves,
            n=pl.col("n"),
            exact=value,
        ),
        cells_from(
            each.with_columns(split_by=pl.lit("customer"), split=pl.col("customer")),
            figure,
            NONE,
            **halves,
            n=pl.lit(1),
            exact=value,
        ),
    ]
    yearly = {"all": Total(revenue.valued(value * YEARLY), Take.LAST)}
    return Given(pl.concat(cells), revenue.tables, yearly)


def _recent(books: Books) -> pl.DataFrame:
    """Months and quarters of the last two years, and the report period: period, first, last."""
    calendar: Calendar = books.calendar
    windows = coverage(calendar.windows, books.bridge_covered).join(calendar.windows, on="period")
    short = pl.col("kind").is_in([PeriodKind.MONTH.value, PeriodKind.QUARTER.value])
    asked = pl.col("period") == books.period.label
    spans = pl.col("kind").is_in([kind.value for kind in SPANS])
    recent = pl.col("first") > calendar.last - RECENT_MONTHS
    return windows.filter(pl.col("missing").is_null() & spans & ((short & recent) | asked)).select(
        "period", "first", "last"
    )


def _rank(value: pl.Expr, *, descending: bool) -> pl.Expr:
    """1 for the largest (or smallest) of each window; of equals the first by name."""
    signed = -value if descending else value
    return pl.struct(signed.alias("by"), "customer").rank("ordinal").over("period")


def _cells(rows: pl.DataFrame, split_by: str) -> pl.DataFrame:
    halves = {}
    if "opening" in rows.columns:
        halves = {
            "numerator": pl.col("closing").cast(pl.Float64),
            "denominator": pl.col("opening").cast(pl.Float64),
        }
    return cells_from(
        rows.with_columns(split_by=pl.lit(split_by)),
        pl.col("value").cast(pl.Float64),
        NONE,
        **halves,
        n=pl.col("n"),
        exact=pl.col("value"),
    )
