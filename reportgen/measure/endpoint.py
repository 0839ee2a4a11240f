"""The bridge from end to end: one movement a customer over the whole window."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, first_of, once
from reportgen.measure.customer_months import LINE, pairs
from reportgen.measure.shape import SPANS, Facts, no_facts
from reportgen.period import PeriodKind

OPENING, CLOSING = pl.col("opening"), pl.col("closing")


@once
def endpoint_movements(books: Books) -> Facts:
    """Movements by window: a customer that came and went inside it has not moved at all.

    The class is the customer's, the amounts are its lines', at the closing month's rates; what
    the rates themselves changed is a movement of its own. n counts customers.
    """
    if not books.dataset.has("recurring_revenue"):
        return no_facts("recurring_revenue", columns=("movement",))
    windows = _windows(books)
    both = pairs(books.lines, books.rates, windows)
    classes = (
        both.group_by("customer", "period")
        .agg(OPENING.sum(), CLOSING.sum())
        .join(windows.select("period", "opening_month"), on="period")
        .join(books.first_paid.select("customer", "first_paid"), on="customer", how="left")
        .select("customer", "period", movement=_class())
    )
    moved = (
        both.join(classes, on=["customer", "period"])
        .filter(pl.col("movement").is_not_null() & (OPENING != CLOSING))
        .select("customer", "product_line", "period", "movement", value=CLOSING - OPENING)
    )
    rows = pl.concat([moved, _exchange(books, both, windows)])
    rows = rows.group_by("customer", "product_line", "period", "movement").agg(
        pl.col("value").sum()
    )
    rows = rows.filter(pl.col("value") != 0).sort("customer", "product_line", "period", "movement")
    rows = rows.join(books.customer_splits, on="customer", how="left")
    covered, tables = books.bridge_covered, books.revenue_tables
    of_lines = first_of("customer", "period", "movement", "product_line")
    finer = Facts(rows.with_columns(n=of_lines), books.line_split_names, covered, tables)
    counted = rows.with_columns(n=first_of("customer", "period", "movement"))
    groups = books.recurring_revenue.groups
    return Facts(counted, books.split_names, covered, tables, finer, groups)


def _windows(books: Books) -> pl.DataFrame:
    first, last = books.bridge_covered or (0, -1)
    windows = books.calendar.of_kinds((*SPANS, PeriodKind.TO_DATE)).filter(
        (pl.col("first") >= first) & (pl.col("last") <= last)
    )
    return windows.select("period", opening_month=pl.col("first") - 1, closing_month="last")


def _class() -> pl.Expr:
    return (
        pl.when((OPENING == 0) & (CLOSING > 0) & (pl.col("first_paid") > pl.col("opening_month")))
        .then(pl.lit("new"))
        .when((OPENING == 0) & (CLOSING > 0))
        .then(pl.lit("reactivation"))
        .when((OPENING > 0) & (CLOSING == 0))
        .then(pl.lit("churn"))
        .when(CLOSING > OPENING)
        .then(pl.lit("expansion"))
        .when(CLOSING < OPENING)
        .then(pl.lit("contraction"))
    )


def _exchange(books: Books, both: pl.DataFrame, windows: pl.DataFrame) -> pl.DataFrame:
    """Opening amounts at the closing month's rates less what they were booked at."""
    booked = books.lines.select(*LINE, "mrr", opening_month="month")
    return (
        both.filter(OPENING > 0)
        .join(windows.select("period", "opening_month"), on="period")
        .join(booked, on=[*LINE, "opening_month"], nulls_equal=True)
        .select(
            "customer",
            "product_line",
            "period",
            movement=pl.lit("fx"),
            value=OPENING - pl.col("mrr"),
        )
    )
