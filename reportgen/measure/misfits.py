"""Customers that use little of what they pay for, and less from month to month."""

from __future__ import annotations

import polars as pl

from reportgen.measure import usage
from reportgen.measure.books import Books, once
from reportgen.measure.cells import EXACT, cells_from
from reportgen.measure.customer_columns import grouped, named
from reportgen.measure.customer_months import ONE
from reportgen.measure.shape import MONTHS, Facts, Given, no_facts

THRESHOLD = "utilisation_warn"
LEAST_USE = 0.4
# So many months in a row, each below the one before it.
FALLING = 3


def least_use(books: Books) -> float:
    """The share of licences below which a customer counts as using little."""
    stated = books.pack.thresholds
    return stated.get("license_utilisation", stated.get(THRESHOLD, LEAST_USE))


def words(books: Books) -> str:
    """The line and the months, as they are printed beside the figures."""
    return f"below {least_use(books):.0%} of licences, falling through {FALLING} months"


@once
def misfits(books: Books) -> Facts:
    """Such customers by month, each 1; `paid` is what each pays then, null when it is not known."""
    span = usage.covered(books)
    if span is None or usage.number(books, "licensed").covered is None:
        nothing = no_facts(usage.TABLE)
        texts = {"customer": pl.lit(None, pl.String)}
        numbers = {name: pl.col("value") for name in ("paid", "used", "licensed")}
        return Facts(nothing.rows.with_columns(**texts, **numbers), (), None, nothing.tables)
    levels = usage.bands(books).filter(pl.col("share").is_not_null())
    rows = levels.filter(pl.col("share") < least_use(books))
    for back in range(1, FALLING):
        earlier = levels.select(
            "customer", pl.col("month") + back, pl.col("share").alias(f"u{back}")
        )
        later = "share" if back == 1 else f"u{back - 1}"
        rows = rows.join(earlier, on=["customer", "month"])
        rows = rows.filter(pl.col(f"u{back}") > pl.col(later))
    rows = rows.select("customer", "month", "used", "licensed", value=ONE)
    if books.dataset.has("recurring_revenue"):
        paid = books.recurring_revenue.rows.select("customer", "month", paid="value")
        rows = rows.join(paid, on=["customer", "month"], how="left")
    else:
        rows = rows.with_columns(paid=pl.lit(None, EXACT))
    rows, names = grouped(books, rows)
    # A segment in which nobody falls has 0 of them, and is there.
    groups = usage.used(books).groups.filter(pl.col("split_by").is_in(names))
    first, last = span[0] + FALLING - 1, span[1]
    return Facts(rows, names, (first, last), usage.tables(books), known=groups)


def revenue_at_risk(books: Books) -> Facts:
    """What those customers pay a month; no facts without an export of what is paid."""
    if not books.dataset.has("recurring_revenue"):
        return no_facts("recurring_revenue", usage.TABLE)
    return misfits(books).valued(pl.col("paid"))


def by_customer(books: Books, value: str) -> Given:
    """A row of the split `customer` for each of them and month: its name, and its users as halves."""
    facts = misfits(books)
    first, last = facts.covered or (0, -1)
    months = books.calendar.of_kinds(MONTHS).select("period", month="last")
    rows = facts.rows.filter(pl.col("month").is_between(first, last)).join(months, on="month")
    rows = rows.filter(pl.col(value).is_not_null())
    amount = pl.col(value)
    cells = cells_from(
        named(books, rows).with_columns(split_by=pl.lit("customer"), split="label"),
        amount.cast(pl.Float64),
        pl.lit(None, pl.String),
        numerator=pl.col("used"),
        denominator=pl.col("licensed"),
        n=pl.lit(1),
        exact=amount,
    )
    return Given(cells, facts.tables)
