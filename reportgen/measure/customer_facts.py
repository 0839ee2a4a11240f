"""Facts about customers that several metrics of growth and retention take their halves from."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from reportgen.measure.books import Books, first_of, once
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import ONE, change_by_part, rows_of_new
from reportgen.measure.shape import Facts, no_facts


@once
def customer_groups(books: Books) -> pl.DataFrame:
    """Groups of customers, without those that only their lines have."""
    groups = books.recurring_revenue.groups
    return groups.filter(pl.col("split_by").is_in(books.split_names))


@once
def churned_customers(books: Books) -> Facts:
    """Churn events by month: a customer that leaves, returns and leaves again counts 2."""
    moved = books.moved
    if moved.covered is None:
        return moved
    churned = moved.rows.filter((pl.col("movement") == "churn") & pl.col("leads"))
    rows = churned.with_columns(ONE.alias("value"))
    return Facts(rows, moved.splits, moved.covered, moved.tables, known=customer_groups(books))


@once
def opening_customers(books: Books) -> Facts:
    """Customers active at the end of the month before: each row counts 1."""
    customers = books.customers
    if customers.covered is None:
        return customers
    # They stand among the rows of the month before: `paid_in` says so.
    rows = customers.rows.with_columns(pl.col("month") + 1, paid_in=pl.col("month"))
    covered, groups = books.bridge_covered, customer_groups(books)
    return Facts(rows, customers.splits, covered, customers.tables, known=groups)


@once
def retained(books: Books) -> Facts:
    """Customers of each window's opening; `value` is what they paid then, n counts them.

    Further columns to be taken as value: closing (what they pay at the window's end), least (the
    smaller of the two, customer by customer), lost (how many pay nothing any more). The finer
    rows are of a customer's product lines.
    """
    if not books.dataset.has("recurring_revenue"):
        nothing = no_facts("recurring_revenue")
        value = pl.col("value")
        names = {"closing": value, "least": value, "lost": value, "n": value}
        return replace(nothing, rows=nothing.rows.with_columns(**names))
    opening, closing = pl.col("opening"), pl.col("closing")
    amounts = [
        opening.sum().alias("value"),
        closing.sum(),
        pl.when(closing < opening).then(closing).otherwise(opening).sum().alias("least"),
        (closing == 0).sum().cast(EXACT).alias("lost"),
        pl.len().cast(pl.Int64).alias("n"),
    ]
    by_line = books.pairs.group_by("customer", "product_line", "period").agg(
        opening.sum(), closing.sum()
    )
    own = by_line.filter(opening > 0)
    lines = own.group_by("product_line", "period").agg(amounts)
    customers = (
        books.pairs.group_by("customer", "period")
        .agg(opening.sum(), closing.sum())
        .filter(opening > 0)
        .join(books.customer_splits, on="customer", how="left")
    )
    covered, tables = books.pairs_covered, books.revenue_tables
    finer = Facts(lines, books.line_split_names, covered, tables, detail=_each(own))
    rows = customers.group_by("period", *books.split_names).agg(amounts)
    groups = books.recurring_revenue.groups
    return Facts(rows, books.split_names, covered, tables, finer, groups, _each(customers))


def _each(customers: pl.DataFrame) -> pl.LazyFrame:
    """One row a customer and window, with the columns that `retained` sums and both its ends."""
    opening, closing = pl.col("opening"), pl.col("closing")
    return customers.lazy().with_columns(
        value=opening,
        least=pl.min_horizontal(opening, closing),
        lost=(closing == 0).cast(pl.Int64).cast(EXACT),
        n=pl.lit(1, pl.Int64),
    )


@once
def revenue_of_new(books: Books) -> Facts:
    """Revenue of each window from customers whose first payment lies in it."""
    revenue = books.recurring_revenue
    if revenue.covered is None or revenue.finer is None:
        return revenue
    windows = books.calendar.windows
    finer = revenue.finer
    rows = rows_of_new(revenue.rows, books.first_paid, windows)
    lines = rows_of_new(finer.rows, books.first_paid, windows)
    covered = books.pairs_covered
    return Facts(
        rows,
        revenue.splits,
        covered,
        revenue.tables,
        Facts(lines, finer.splits, covered, finer.tables),
        revenue.groups,
    )


def changes(books: Books, movement: str, by: str) -> Facts:
    """Expansions or contractions by a column that says what they consist of: axis or part."""
    moved = books.moved
    if moved.covered is None:
        return no_facts("recurring_revenue", columns=(by,))
    parts = change_by_part(books.movements.filter(pl.col("movement") == movement))
    rows = parts.join(books.customer_splits, on="customer", how="left").with_columns(
        n=first_of("customer", "month", by)
    )
    lines = rows.with_columns(n=first_of("customer", "month", by, "product_line"))
    finer = Facts(lines, books.line_split_names, moved.covered, moved.tables)
    return Facts(rows, moved.splits, moved.covered, moved.tables, finer, moved.groups)


@once
def won_back(books: Books) -> Facts:
    """Reactivations by month: a customer that returns twice counts 2."""
    moved = books.moved
    if moved.covered is None:
        return moved
    back = moved.rows.filter((pl.col("movement") == "reactivation") & pl.col("leads"))
    rows = back.with_columns(ONE.alias("value"))
    return Facts(rows, moved.splits, moved.covered, moved.tables, known=customer_groups(books))
