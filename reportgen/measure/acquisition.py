"""What it costs to win new customers: the halves that CAC and the paybacks share."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.shape import Facts, Formula, Ratio, Shape, Take, Total

REVENUE = ("revenue_recurring", "revenue_other")


def sales_and_marketing(books: Books) -> Facts:
    """All sales and marketing spend of the ledger."""
    return books.ledger("sm")


def new_business_spend(books: Books) -> Shape:
    """Spend of the lagged months on new business.

    Rows with a motion say which share is for new business; `shared` and blank rows follow in
    proportion. Without any motion all spend counts as spent on new business.
    """
    spend = sales_and_marketing(books)
    lag = books.lag()
    if "motion" not in spend.splits:
        return Total(spend, lag=lag)
    motion = pl.col("motion")
    new, expansion = pl.col("new"), pl.col("expansion")
    return Formula(
        {
            "all": Total(_without(spend, "motion"), lag=lag),
            "new": Total(_without(spend.where(motion == "new"), "motion"), lag=lag),
            "expansion": Total(_without(spend.where(motion == "expansion"), "motion"), lag=lag),
        },
        value=pl.when(new + expansion == 0)
        .then(pl.col("all"))
        .otherwise(pl.col("all") * new / (new + expansion)),
        n=pl.col("all.n"),
    )


def gross_margin(books: Books) -> Shape:
    """(All revenue - cost of goods sold) / all revenue of the window; no data without cost rows."""
    revenue, cost = pl.col("revenue"), pl.col("cost")
    return Formula(
        {"revenue": Total(books.ledger(*REVENUE)), "cost": Total(books.ledger("cogs"))},
        value=(revenue - cost) / revenue,
        numerator=revenue - cost,
        denominator=revenue,
        reasons=((revenue == 0, "div_zero"), (revenue < 0, "not_meaningful")),
    )


def new_revenue(books: Books) -> Total:
    """Monthly recurring revenue of the window's new customers; n counts them."""
    return Total(books.moved.where(pl.col("movement") == "new"))


def new_customers(books: Books) -> Total:
    """The window's new customers, each counted once."""
    moved = books.moved.where((pl.col("movement") == "new") & pl.col("leads"))
    counted = moved.rows.with_columns(value=pl.lit(1))
    finer = moved.finer
    if finer is not None:
        lines = finer.where(pl.col("value") > 0).rows.with_columns(value=pl.lit(1))
        finer = Facts(lines, finer.splits, finer.covered, finer.tables)
    return Total(Facts(counted, moved.splits, moved.covered, moved.tables, finer))


def new_business_margin(books: Books) -> Shape:
    """Monthly gross margin of the window's new customers, at the company's margin."""
    new, margin = pl.col("new"), pl.col("margin")
    return Formula(
        {"new": new_revenue(books), "margin": gross_margin(books)},
        value=new * margin,
        n=pl.col("new.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )


def average_selling_price(books: Books) -> Ratio:
    """Monthly recurring revenue per new customer of the window."""
    return Ratio(of=new_revenue(books), per=new_customers(books))


def active_customers(books: Books) -> Total:
    """Active customers at the window's end."""
    return Total(books.customers, Take.LAST)


def _without(facts: Facts, split: str) -> Facts:
    splits = tuple(name for name in facts.splits if name != split)
    return Facts(facts.rows, splits, facts.covered, facts.tables)
