"""Selling more to those who buy already: expansions, further product lines, and how long they take.

A row without a product line counts for no line: whoever has only such rows has one unnamed product.
"""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import ONE, ZERO
from reportgen.measure.shape import Facts, no_facts

LINE_KEY = ["customer", "product_line"]
OPENING, CLOSING = pl.col("opening"), pl.col("closing")


def _months_of_windows(calendar: Calendar) -> pl.DataFrame:
    months = pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
    return calendar.windows.select("period", month=months).explode("month")


@once
def upsold(books: Books) -> Facts:
    """Customers of each window's opening (`n` and `had`); `value` is how many expanded within it.

    The finer rows are of product lines: those that had the line, and those whose line expanded.
    """
    if not books.dataset.has("recurring_revenue"):
        return _none("had")
    windows = _months_of_windows(books.calendar)
    expansions = books.movements.filter(pl.col("movement") == "expansion")
    in_window = expansions.select(*LINE_KEY, "month", "value").join(windows, on="month")
    opening = books.pairs.group_by(*LINE_KEY, "period").agg(OPENING.sum()).filter(OPENING > 0)
    customers = opening.select("customer", "period").unique()
    # A customer that only swaps one line for another at the same price has not bought more.
    more = expansions.filter("leads").select("customer", "month").join(windows, on="month")
    who = more.select("customer", "period").unique().with_columns(did=pl.lit(True))
    rows = customers.join(who, on=["customer", "period"], how="left")
    grown = in_window.filter(pl.col("value") > 0).select(*LINE_KEY, "period").unique()
    lines = opening.join(
        grown.with_columns(did=pl.lit(True)),
        on=[*LINE_KEY, "period"],
        how="left",
        nulls_equal=True,
    )
    return _of_windows(books, rows, lines, "had")


@once
def added(books: Books) -> Facts:
    """Customers of each window's opening that lacked a line (`lacked`); `value`: who added one.

    A line can be lacked when some customer had it at the opening or in the window. The finer rows
    are of each line: who lacked it, and who of those added it.
    """
    if not _has_lines(books):
        return _none("lacked")
    named = line_months(books)
    windows = books.calendar.windows
    opening = (
        books.pairs.filter(pl.col("product_line").is_not_null())
        .group_by(*LINE_KEY, "period")
        .agg(OPENING.sum())
        .filter(OPENING > 0)
        .select(*LINE_KEY, "period")
    )
    customers = books.pairs.filter(OPENING > 0).select("customer", "period").unique()
    spans = named.group_by("product_line").agg(
        begun=pl.col("month").min(), ended=pl.col("month").max()
    )
    offered = (
        windows.join(spans, how="cross")
        .filter((pl.col("begun") <= pl.col("last")) & (pl.col("ended") >= pl.col("first") - 1))
        .select("period", "product_line")
    )
    before = named.with_columns(pl.col("month") + 1)
    starts = named.join(before, on=[*LINE_KEY, "month"], how="anti")
    adds = (
        starts.join(_months_of_windows(books.calendar), on="month")
        .select(*LINE_KEY, "period")
        .unique()
        .join(opening, on=[*LINE_KEY, "period"], how="anti")
        .join(customers, on=["customer", "period"], how="semi")
    )
    by_customer = ["customer", "period"]
    rows = (
        customers.join(opening.group_by(by_customer).len("has"), on=by_customer, how="left")
        .join(offered.group_by("period").len("all"), on="period")
        .filter(pl.col("has").fill_null(0) < pl.col("all"))
        .select(by_customer)
        .join(
            adds.select(by_customer).unique().with_columns(did=pl.lit(True)),
            on=by_customer,
            how="left",
        )
    )
    by_line = ["period", "product_line"]
    lines = (
        offered.join(customers.group_by("period").len("all"), on="period")
        .join(opening.group_by(by_line).len("has"), on=by_line, how="left")
        .join(adds.group_by(by_line).len("adds"), on=by_line, how="left")
        .with_columns(n=(pl.col("all") - pl.col("has").fill_null(0)).cast(pl.Int64))
        .filter(pl.col("n") > 0)
        .select(
            *by_line,
            "n",
            value=pl.col("adds").fill_null(0).cast(EXACT),
            lacked=pl.col("n").cast(EXACT),
        )
    )
    return _of_windows(books, rows, lines, "lacked")


def _of_windows(books: Books, rows: pl.DataFrame, lines: pl.DataFrame, name: str) -> Facts:
    """Facts by window from customers (and their lines) with a column `did`, null for no."""
    counts = [
        pl.col("did").is_not_null().sum().cast(EXACT).alias("value"),
        pl.len().cast(EXACT).alias(name),
        pl.len().cast(pl.Int64).alias("n"),
    ]
    covered, tables = books.pairs_covered, books.revenue_tables
    whole = rows.join(books.customer_splits, on="customer", how="left")
    each = whole.lazy().with_columns(
        pl.when(pl.col("did").is_not_null()).then(ONE).otherwise(ZERO).alias("value"),
        ONE.alias(name),
        n=pl.lit(1, pl.Int64),
    )
    if "did" in lines.columns:
        lines = lines.group_by("period", "product_line").agg(counts)
    groups = books.recurring_revenue.groups
    finer = Facts(lines, books.line_split_names, covered, tables)
    grouped = whole.group_by("period", *books.split_names).agg(counts)
    return Facts(grouped, books.split_names, covered, tables, finer, groups, each)


def _has_lines(books: Books) -> bool:
    return books.dataset.has("recurring_revenue") and bool(books.line_split_names)


def _none(name: str) -> Facts:
    nothing = no_facts("recurring_revenue")
    return Facts(nothing.rows.with_columns(pl.col("value").alias(name)), (), None, nothing.tables)


@once
def line_months(books: Books) -> pl.DataFrame:
    """customer, product_line, month: when a customer paid for a named line."""
    named = books.lines.filter(pl.col("product_line").is_not_null())
    return named.select(*LINE_KEY, "month").unique()


@once
def products(books: Books) -> Facts:
    """Active customers by month, each 1; `lines` is how many product lines it has, `several` 1 if two.

    The finer rows are of each line's customers.
    """
    customers = books.customers
    if not _has_lines(books):
        nothing = no_facts("recurring_revenue")
        value = pl.col("value")
        return Facts(
            nothing.rows.with_columns(lines=value, several=value), (), None, nothing.tables
        )
    counts = line_months(books).group_by("customer", "month").agg(lines=pl.len())
    lines = pl.col("lines").fill_null(1)

    def counted(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.join(counts, on=["customer", "month"], how="left").with_columns(
            lines=lines.cast(EXACT), several=(lines >= 2).cast(pl.Int64).cast(EXACT)
        )

    finer = customers.finer
    assert finer is not None
    return Facts(
        counted(customers.rows),
        customers.splits,
        customers.covered,
        customers.tables,
        Facts(counted(finer.rows), finer.splits, finer.covered, finer.tables),
        customers.groups,
    )


@once
def months_to_second(books: Books) -> Facts:
    """Months from a customer's first payment to its second product line, by the month of that.

    Only of customers whose first payment is known and who began with one line: who began with two
    has made no journey from one to the other.
    """
    if not _has_lines(books):
        return no_facts("recurring_revenue")
    counts = line_months(books).group_by("customer", "month").agg(lines=pl.len())
    second = counts.filter(pl.col("lines") >= 2).group_by("customer").agg(pl.col("month").min())
    seen = books.lines.group_by("customer").agg(begun=pl.col("month").min())
    first, last = books.bridge_covered or (0, -1)
    opening = books.covered("recurring_revenue") or (0, -1)
    paid = pl.col("first_paid")
    known = paid.is_between(first, last) | (paid < opening[0])
    rows = (
        second.join(books.first_paid, on="customer")
        .join(seen, on="customer")
        .filter(known & (pl.col("month") > pl.col("begun")))
        .select("customer", "month", value=(pl.col("month") - paid).cast(EXACT))
        .join(books.customer_splits, on="customer", how="left")
    )
    return Facts(rows, books.split_names, books.bridge_covered, books.revenue_tables)
