"""Cohort triangles: customers by the month of their first payment, followed month by month."""

from __future__ import annotations

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cells import COMPANY, EXACT, KEYS, cells_from, coverage
from reportgen.measure.customer_months import LINE
from reportgen.measure.shape import MONTHS, Facts, Given, Take, Total

# A percentage of one or two customers says nothing that their names do not say better.
SMALLEST_COHORT = 3
HALVES = ["now", "begun", "n"]


def customers_by_cohort(books: Books) -> Given:
    """Customers still active over those that began; no percentage of fewer than three."""
    if not books.dataset.has("recurring_revenue"):
        return _nothing(books)
    rows = _members(books).unique(["customer", "month"])
    active = rows.group_by("cohort", "month").agg(now=pl.len().cast(EXACT))
    begun = active.filter(pl.col("month") == pl.col("cohort")).select("cohort", begun="now")
    grid = _grid(books).join(begun, on="cohort").join(active, on=["cohort", "month"], how="left")
    return _triangle(books, grid, smallest=SMALLEST_COHORT)


def revenue_by_cohort(books: Books) -> Given:
    """Revenue now over that of the cohort's first month, both at the rates of the later month."""
    if not books.dataset.has("recurring_revenue"):
        return _nothing(books)
    rows = _members(books)
    now = rows.group_by("cohort", "month").agg(now=pl.col("mrr").sum())
    first = rows.filter(pl.col("month") == pl.col("cohort"))
    local = first.group_by("cohort", "currency").agg(pl.col("local").sum())
    grid = _grid(books)
    begun = (
        books.rates.join(grid.join(local, on="cohort"))
        .group_by("cohort", "month")
        .agg(begun=(pl.col("local") * pl.col("rate")).sum())
    )
    keys = ["cohort", "month"]
    return _triangle(books, grid.join(begun, on=keys).join(now, on=keys, how="left"), smallest=0)


def _members(books: Books) -> pl.DataFrame:
    """Lines of customers who first paid inside the months of the bridge, as far as is known."""
    first, last = books.bridge_covered or (0, -1)
    cohorts = books.first_paid.select("customer", cohort="first_paid").filter(
        pl.col("cohort").is_between(first, last)
    )
    return books.lines.join(cohorts, on="customer")


def _grid(books: Books) -> pl.DataFrame:
    """Every cohort in every month from its own to the last of the file: cohort, month, n."""
    _, last = books.bridge_covered or (0, -1)
    sizes = _members(books).group_by("cohort").agg(n=pl.col("customer").n_unique().cast(pl.Int64))
    return sizes.with_columns(month=pl.int_ranges("cohort", last + 1, dtype=pl.Int32)).explode(
        "month"
    )


def _triangle(books: Books, grid: pl.DataFrame, smallest: int) -> Given:
    filled = grid.with_columns(pl.col("now").fill_null(0))
    cohorts = filled.with_columns(
        split_by=pl.lit("cohort"),
        split=_label(pl.col("cohort")),
    )
    windows = books.calendar.of_kinds(MONTHS)
    months = windows.select("period", month="last")
    company = months.join(
        filled.group_by("month").agg(pl.col(HALVES).sum()), on="month", how="left"
    ).with_columns(**COMPANY)
    table = pl.concat(
        [
            company.select([*KEYS, *HALVES]),
            cohorts.join(months, on="month").select([*KEYS, *HALVES]),
        ]
    ).join(coverage(windows, books.bridge_covered), on="period")
    # Sums are exact; only the division is one of floats.
    now, started = pl.col("now").cast(pl.Float64), pl.col("begun").cast(pl.Float64)
    missing = (
        pl.col("missing")
        .fill_null(pl.when(started.fill_null(0) == 0).then(pl.lit("div_zero")))
        .fill_null(pl.when(pl.col("n") < smallest).then(pl.lit("suppressed_small_n")))
    )
    cells = cells_from(
        table,
        now / started,
        missing,
        numerator=now,
        denominator=started,
        n=pl.col("n"),
    )
    return Given(cells, books.revenue_tables, {"now": Total(_paying(books), Take.LAST)})


def _paying(books: Books) -> Facts:
    """What the members of the cohorts pay in each month, for whoever asks which rows those are."""
    rows = _members(books).select(*LINE, "month", value="mrr", cohort=_label(pl.col("cohort")))
    return Facts(rows, ("cohort",), books.bridge_covered, books.revenue_tables)


def _label(month: pl.Expr) -> pl.Expr:
    """2026-09 for the number of a month."""
    number = (month % 12 + 1).cast(pl.String).str.zfill(2)
    return (month // 12).cast(pl.String) + "-" + number


def _nothing(books: Books) -> Given:
    windows = books.calendar.of_kinds(MONTHS).with_columns(**COMPANY)
    nothing = pl.lit(None, pl.Float64)
    return Given(cells_from(windows, nothing, pl.lit("no_data")), ("recurring_revenue",))
