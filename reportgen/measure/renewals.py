"""Contracts whose terms end: what customers pay a year whose running term ends before long."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.cells import EXACT
from reportgen.measure.shape import Facts, no_facts

# A quarter ahead is what can be prepared from one board meeting to the next.
AHEAD = 3
YEARLY = 12
CONTRACT = ("contract_start", "contract_term_months")


@once
def ending_terms(books: Books) -> Facts:
    """Annual revenue by month of the customers whose term ends in the three months after it.

    A term that starts on a month's first day ends with the month before; terms follow each other.
    """
    customers = books.dataset.tables.get("customers")
    revenue = books.recurring_revenue
    named = customers is not None and set(CONTRACT) <= set(customers.columns)
    if customers is None or revenue.covered is None or not named:
        return no_facts("recurring_revenue", "customers")
    start = pl.col("contract_start")
    terms = customers.select(
        customer="customer_id",
        begun=start.dt.year().cast(pl.Int32) * 12
        + start.dt.month().cast(pl.Int32)
        - (start.dt.day() == 1).cast(pl.Int32)
        - 1,
        term=pl.col("contract_term_months").cast(pl.Int32),
    ).filter(pl.col("begun").is_not_null() & (pl.col("term") > 0))
    gone = pl.col("month") - pl.col("begun")
    ends = pl.col("begun") + (pl.max_horizontal(gone // pl.col("term"), 0) + 1) * pl.col("term")
    rows = (
        revenue.rows.filter(pl.col("value") > 0)
        .join(terms, on="customer")
        .filter(ends - pl.col("month") <= AHEAD)
        .with_columns(value=(pl.col("value") * YEARLY).cast(EXACT))
        .drop("begun", "term")
    )
    tables = ("recurring_revenue", "customers")
    return Facts(rows, revenue.splits, revenue.covered, tables, known=revenue.groups)
