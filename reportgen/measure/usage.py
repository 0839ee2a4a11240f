"""Use of the product by customers that pay, month by month; merged customers count as their parent.

Rows of customers that pay nothing in the month (trials, those who have left) are left out wherever there
is an export of what is paid; a blank number is unknown, never zero.
"""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books, once
from reportgen.measure.cells import BLANK, EXACT
from reportgen.measure.customer_columns import (
    covered_by_all,
    grouped,
    with_parents,
)
from reportgen.measure.customer_months import ONE, ZERO
from reportgen.measure.shape import Facts, no_facts

TABLE = "product_usage"
CROSSED = "segment+product_line"
NUMBERS = ("active_users", "licensed_users", "integrations_active", "dau", "mau")
# What metrics take as value; both halves of a ratio are known or neither is.
COLUMNS = ("active", "used", "licensed", "daily", "monthly", "integrations")
# Bands of use by where they begin, the highest first; a customer without a number has none.
BANDS = {0.75: "75+", 0.50: "50-75", 0.25: "25-50", 0.0: "0-25"}


def tables(books: Books) -> tuple[str, ...]:
    """The tables behind figures of use."""
    more = [t for t in ("recurring_revenue", "customers") if books.dataset.has(t)]
    return (TABLE, *more)


def covered(books: Books) -> tuple[int, int] | None:
    """Months that the export of use covers and, if there is one, that of what is paid."""
    paid = ("recurring_revenue",) if books.dataset.has("recurring_revenue") else ()
    return covered_by_all(books, TABLE, *paid)


@once
def line_rows(books: Books) -> pl.DataFrame:
    """customer, product_line, month and COLUMNS: one row each, null where unknown."""
    names = ("product_line", *NUMBERS)
    frame = books.dataset.tables[TABLE]
    lacking = [
        pl.lit(None, pl.String if name == "product_line" else EXACT).alias(name)
        for name in names
        if name not in frame.columns
    ]
    month = pl.col("month").dt.year() * 12 + pl.col("month").dt.month().cast(pl.Int32) - 1
    rows = with_parents(books, frame.with_columns(*lacking, month=month.cast(pl.Int32)))
    active, licensed = pl.col("active_users"), pl.col("licensed_users")
    daily, monthly = pl.col("dau"), pl.col("mau")
    # Without a licence or a user there is nothing to be used or visited: no share of it.
    both = active.is_not_null() & (licensed > 0).fill_null(False)
    seen = daily.is_not_null() & (monthly > 0).fill_null(False)
    rows = rows.filter(pl.col("month") <= books.period.last).select(
        *("customer", "product_line", "month"),
        active=active,
        used=pl.when(both).then(active),
        licensed=pl.when(both).then(licensed),
        daily=pl.when(seen).then(daily),
        monthly=pl.when(seen).then(monthly),
        integrations=pl.col("integrations_active"),
    )
    if books.dataset.has("recurring_revenue"):
        paying = books.lines.select("customer", "month").unique()
        rows = rows.join(paying, on=["customer", "month"], how="semi")
    return _summed(rows, "customer", "product_line", "month")


def _summed(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Sums of what is known; unknown where nothing is."""
    known = [
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in COLUMNS
    ]
    return rows.group_by(*by).agg(known)


@once
def used(books: Books) -> Facts:
    """Customers of the export by month, each 1; COLUMNS may be taken as value, see `number`.

    The finer rows are of product lines, and of product lines within each segment.
    """
    if not books.dataset.has(TABLE):
        return _none()
    by_line = line_rows(books).with_columns(ONE.alias("value"))
    summed = _summed(by_line, "customer", "month").with_columns(ONE.alias("value"))
    rows, names = grouped(books, summed)
    lines, _ = grouped(books, by_line)
    finer_splits: tuple[str, ...] = ()
    if by_line["product_line"].null_count() < by_line.height:
        finer_splits = ("product_line",)
        if "segment" in names:
            crossed = pl.format("{}+{}", _word("segment"), _word("product_line"))
            lines = lines.with_columns(crossed.alias(CROSSED))
            finer_splits = ("product_line", CROSSED)
    span, of = covered(books), tables(books)
    return Facts(rows, names, span, of, Facts(lines, finer_splits, span, of))


def _word(name: str) -> pl.Expr:
    return pl.col(name).fill_null(BLANK)


def _none() -> Facts:
    nothing = no_facts(TABLE)
    columns = {name: pl.lit(None, EXACT) for name in COLUMNS}
    return Facts(nothing.rows.with_columns(**columns), (), None, nothing.tables)


def number(books: Books, name: str) -> Facts:
    """Rows whose number of a name is known, with it as value; no facts when it never is."""
    facts = used(books)
    if facts.rows[name].count() == 0:
        return _none()
    return facts.where(pl.col(name).is_not_null()).valued(pl.col(name))


def customers_with(books: Books, name: str) -> Facts:
    """The same rows, each counted as 1."""
    return number(books, name).valued(ONE)


@once
def bands(books: Books) -> pl.DataFrame:
    """customer, month, `share` of licences used and its band `utilisation`, `depth`; used, licensed.

    Null where unknown.
    """
    share = pl.col("used").cast(pl.Float64) / pl.col("licensed").cast(pl.Float64)
    count = pl.col("integrations")
    rows = used(books).rows.with_columns(share=share)
    return rows.select(
        *("customer", "month", "share", "used", "licensed"),
        utilisation=pl.coalesce(
            pl.when(pl.col("share") >= begin).then(pl.lit(name)) for begin, name in BANDS.items()
        ),
        depth=pl.when(count >= 2)
        .then(pl.lit("2+"))
        .when(count >= 1)
        .then(pl.lit("1"))
        .when(count.is_not_null())
        .then(pl.lit("0")),
    )


# The number that a band is a band of.
NUMBER_OF = {"utilisation": "licensed", "depth": "integrations"}


def lost_by(books: Books, split: str) -> Facts:
    """Customers of each window's opening (`had`, `n`) by `utilisation` or `depth` then; who is gone.

    `value` is how many of them pay nothing at the window's end.
    """
    if not _has_bands(books, split):
        nothing = no_facts("recurring_revenue", TABLE)
        return Facts(nothing.rows.with_columns(had=pl.col("value")), (), None, nothing.tables)
    others = [name for name in NUMBER_OF if name != split]
    return _lost(books).without(*others)


def _has_bands(books: Books, split: str) -> bool:
    if covered_by_all(books, "recurring_revenue", TABLE) is None:
        return False
    return number(books, NUMBER_OF[split]).covered is not None


@once
def _lost(books: Books) -> Facts:
    opening, closing = pl.col("opening"), pl.col("closing")
    begun = books.calendar.windows.select("period", month=pl.col("first") - 1)
    levels = bands(books).select("customer", "month", *NUMBER_OF)
    each = (
        books.pairs.group_by("customer", "period")
        .agg(opening.sum(), closing.sum())
        .filter(opening > 0)
        .join(begun, on="period")
        .join(levels, on=["customer", "month"], how="left")
    )
    rows = each.group_by("period", *NUMBER_OF).agg(
        value=(closing == 0).sum().cast(EXACT),
        had=pl.len().cast(EXACT),
        n=pl.len().cast(pl.Int64),
    )
    gone = pl.when(closing == 0).then(ONE).otherwise(ZERO)
    detail = each.drop("month").lazy().with_columns(value=gone, had=ONE, n=pl.lit(1, pl.Int64))
    both = covered_by_all(books, "recurring_revenue", TABLE) or (0, -1)
    # The month before the window must be covered, too: it says how much was used.
    span = (both[0] + 1, both[1])
    return Facts(rows, tuple(NUMBER_OF), span, tables(books), detail=detail)


@once
def revenue_by_utilisation(books: Books) -> Facts:
    """Recurring revenue by month and by how much of the licences its customers use."""
    if not _has_bands(books, "utilisation"):
        return no_facts("recurring_revenue", TABLE)
    both = covered_by_all(books, "recurring_revenue", TABLE)
    levels = bands(books).select("customer", "month", "utilisation")
    rows = books.recurring_revenue.rows.select("customer", "month", "value", "n")
    joined = rows.join(levels, on=["customer", "month"], how="left")
    return Facts(joined, ("utilisation",), both, tables(books))
