"""What cohorts of customers have brought in so far: payback as it happened, value as it was."""

from __future__ import annotations

import polars as pl

from reportgen.measure.acquisition import gross_margin, new_business_spend
from reportgen.measure.books import Books, once
from reportgen.measure.cells import BLANK, COMPANY, SCHEMA, cells_from, coverage
from reportgen.measure.retention import QUARTERS_AND_YEARS
from reportgen.measure.shape import MONTHS, Facts, Given, Shape, Total
from reportgen.period import PeriodKind

QUARTERS = (PeriodKind.QUARTER,)
GROUP = ["split_by", "split"]
# A mean over fewer customers says more of them than of customers.
SMALLEST_AGE = 3
LEAST_AGES = 12
NOISE = 1e-9
TABLES = ("recurring_revenue", "ledger")


@once
def members(books: Books) -> pl.DataFrame | None:
    """Revenue of customers whose first payment lies in the months of the bridge.

    Columns: customer, begun (month of first payment), month, value, the splits of customers.
    """
    if books.bridge_covered is None:
        return None
    first, last = books.bridge_covered
    begun = books.first_paid.select("customer", begun="first_paid").filter(
        pl.col("begun").is_between(first, last)
    )
    return books.recurring_revenue.rows.join(begun, on="customer")


def payback_of_cohorts(books: Books) -> Given:
    """For each quarter: the month of their life in which its new customers had paid back its spend.

    Customers are laid over each other by age, so that their first month is month 1 for all of
    them, and only ages that the youngest has reached count. A quarter's halves are the gross
    margin earned to date and the spend. Without an end in sight it is `partial_period`; when
    every customer has left before, `infinite`.
    """
    windows = books.calendar.of_kinds(QUARTERS)
    rows, margins = members(books), _margins(books)
    if rows is None or margins.is_empty():
        return _nothing(windows)
    last = min((books.bridge_covered or (0, -1))[1], int(margins["month"].max()))  # type: ignore[arg-type]
    quarters = windows.select(
        "period", begun=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
    ).explode("begun")
    earned = (
        rows.filter(pl.col("month") <= last)
        .join(quarters, on="begun")
        .join(margins, on="month", how="left")
        .with_columns(
            age=pl.col("month") - pl.col("begun"),
            earned=pl.col("value").cast(pl.Float64) * pl.col("margin"),
        )
        # Binary numbers add up to the same last digit only in the same order.
        .sort("period", "month", "begun", "customer", "value")
    )
    cohorts = earned.group_by("period", maintain_order=True).agg(
        n=pl.col("customer").n_unique().cast(pl.Int64),
        ages=last - pl.col("begun").max() + 1,
        to_date=pl.col("earned").sum(),
        unknown=pl.col("earned").null_count() > 0,
        gone=pl.col("month").max() < last,
    )
    spend = new_business_spend(books).cells(books.calendar, QUARTERS)
    spend = spend.filter(pl.col("split_by") == "").select("period", "missing", spend="value")
    table = (
        coverage(windows, books.bridge_covered)
        .join(spend, on="period", suffix="_spend")
        .join(cohorts, on="period", how="left")
        .join(_months_to_earn(earned, cohorts, spend), on="period", how="left")
        .with_columns(**COMPANY)
    )
    reasons = pl.coalesce("missing", "missing_spend")
    for condition, reason in (
        (pl.col("n").is_null(), "div_zero"),
        (pl.col("spend") < 0, "not_meaningful"),
        (pl.col("unknown"), "no_data"),
        (pl.col("paid_back").is_null() & pl.col("gone"), "infinite"),
        (pl.col("paid_back").is_null(), "partial_period"),
    ):
        reasons = reasons.fill_null(pl.when(condition).then(pl.lit(reason)))
    cells = cells_from(
        table,
        pl.col("paid_back"),
        reasons,
        numerator=pl.col("to_date"),
        denominator=pl.col("spend"),
        n=pl.col("n"),
    )
    made_of = {"spend": new_business_spend(books), "customers": Total(books.new_customers)}
    return Given(cells, (*books.revenue_tables, "ledger"), made_of)


def _months_to_earn(
    earned: pl.DataFrame, cohorts: pl.DataFrame, spend: pl.DataFrame
) -> pl.DataFrame:
    """period, paid_back: the first month of life by whose end the margin has reached the spend."""
    by_age = earned.group_by("period", "age", maintain_order=True).agg(pl.col("earned").sum())
    whole = by_age.join(cohorts.select("period", "ages"), on="period").filter(
        pl.col("age") < pl.col("ages")
    )
    whole = whole.sort("period", "age").with_columns(
        so_far=pl.col("earned").cum_sum().over("period")
    )
    enough = whole.join(spend, on="period").filter(
        pl.col("so_far") >= pl.col("spend") * (1 - NOISE)
    )
    months = enough.group_by("period").agg(paid_back=(pl.col("age").min() + 1).cast(pl.Float64))
    nothing_spent = pl.when(pl.col("spend") == 0).then(0.0).otherwise(pl.col("paid_back"))
    return spend.join(months, on="period", how="left").select("period", paid_back=nothing_spent)


def realised_revenue(books: Books) -> Given:
    """Revenue to date of all customers won since the history begins, per customer."""
    windows = books.calendar.of_kinds(MONTHS)
    rows = members(books)
    if rows is None:
        return _nothing(windows, "recurring_revenue")
    summed = _by_group(
        rows.with_columns(new=(pl.col("month") == pl.col("begun")).cast(pl.Int64)),
        ["month"],
        [pl.col("value").sum().cast(pl.Float64), pl.col("new").sum()],
        books.split_names,
    )
    first, last = books.bridge_covered or (0, -1)
    months = pl.select(month=pl.int_range(first, last + 1, dtype=pl.Int32))
    so_far = (
        summed.select(GROUP)
        .unique()
        .join(months, how="cross")
        .join(summed, on=[*GROUP, "month"], how="left")
        .sort("month")
        .with_columns(pl.col("value", "new").fill_null(0).cum_sum().over(GROUP))
    )
    table = _on_windows(books, windows, so_far)
    value, won = pl.col("value"), pl.col("new")
    cells = cells_from(
        table,
        value / won,
        pl.col("missing").fill_null(pl.when(won.fill_null(0) == 0).then(pl.lit("div_zero"))),
        numerator=value,
        denominator=won,
        n=won,
    )
    return Given(cells, books.revenue_tables, _to_date(books, rows))


def revenue_of_a_life(books: Books) -> Given:
    """Revenue of a customer over its life so far: the means of each age of all cohorts, summed.

    An age counts when three customers have reached it, up to the pack's longest lifetime; with
    fewer than twelve such ages it is `insufficient_history`. n counts customers.
    """
    windows = books.calendar.of_kinds(QUARTERS_AND_YEARS)
    rows = members(books)
    if rows is None:
        return _nothing(windows, "recurring_revenue")
    first, last = books.bridge_covered or (0, -1)
    splits = tuple(name for name in books.split_names if name != "cohort")
    age = pl.col("month") - pl.col("begun")
    paid = _by_group(
        rows.with_columns(age=age),
        ["begun", "age"],
        [pl.col("value").sum().cast(pl.Float64), pl.col("customer").n_unique().alias("n")],
        splits,
    )
    sizes = paid.filter(pl.col("age") == 0).select(*GROUP, "begun", begun_n="n")
    grid = (
        pl.select(begun=pl.int_range(first, last + 1, dtype=pl.Int32))
        .with_columns(age=pl.int_ranges(0, last - pl.col("begun") + 1, dtype=pl.Int32))
        .explode("age")
        .filter(pl.col("age") < books.pack.definitions.lifetime_cap_months)
    )
    cohorts = (
        paid.select(GROUP)
        .unique()
        .join(grid, how="cross")
        .join(paid.drop("n"), on=[*GROUP, "begun", "age"], how="left")
        .join(sizes, on=[*GROUP, "begun"], how="left")
        .sort("begun")
        .with_columns(pl.col("value", "begun_n").fill_null(0).cum_sum().over(*GROUP, "age"))
    )
    enough = pl.col("begun_n") >= SMALLEST_AGE
    life = cohorts.group_by(*GROUP, month=pl.col("begun") + pl.col("age")).agg(
        value=(pl.col("value") / pl.col("begun_n")).filter(enough).sum(),
        ages=enough.sum(),
        n=pl.col("begun_n").filter(pl.col("age") == 0).first().cast(pl.Int64),
    )
    table = _on_windows(books, windows.with_columns(first="last"), life)
    too_short = pl.col("ages").fill_null(0) < LEAST_AGES
    cells = cells_from(
        table,
        pl.col("value"),
        pl.col("missing").fill_null(pl.when(too_short).then(pl.lit("insufficient_history"))),
        n=pl.col("n"),
    )
    return Given(cells, books.revenue_tables, _to_date(books, rows))


def _by_group(
    rows: pl.DataFrame, keys: list[str], sums: list[pl.Expr], splits: tuple[str, ...]
) -> pl.DataFrame:
    """Sums by keys, for the company and for each group of each split."""
    parts = [rows.group_by(keys).agg(sums).with_columns(**COMPANY)]
    parts += [
        rows.group_by(*keys, pl.col(split).cast(pl.String).fill_null(BLANK).alias("split"))
        .agg(sums)
        .with_columns(split_by=pl.lit(split))
        for split in splits
    ]
    return pl.concat([part.select(*GROUP, pl.exclude(GROUP)) for part in parts])


def _on_windows(books: Books, windows: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """States at the end of each window; the company alone where it is not covered."""
    covered = coverage(windows, books.bridge_covered)
    placed = windows.select("period", month="last").join(covered, on="period")
    company = placed.join(
        months.filter(pl.col("split_by") == ""), on="month", how="left"
    ).with_columns(**COMPANY)
    groups = placed.filter(pl.col("missing").is_null()).join(
        months.filter(pl.col("split_by") != ""), on="month"
    )
    return pl.concat([company, groups.select(company.columns)])


def _to_date(books: Books, rows: pl.DataFrame) -> dict[str, Shape]:
    """What its members have paid since the history begins, and how many they are."""
    first, last = books.bridge_covered or (0, -1)
    paid = Facts(rows, books.split_names, books.bridge_covered, books.revenue_tables)
    months = last - first + 1
    return {
        "paid": Total(paid, back=months),
        "customers": Total(books.new_customers, back=months),
    }


def _margins(books: Books) -> pl.DataFrame:
    """month, margin: the company's gross margin of each month that has one."""
    months = books.calendar.of_kinds(MONTHS).select("period", month="last")
    cells = gross_margin(books).cells(books.calendar, MONTHS)
    known = cells.filter((pl.col("split_by") == "") & pl.col("value").is_not_null())
    return known.join(months, on="period").select("month", margin="value")


def _nothing(windows: pl.DataFrame, *tables: str) -> Given:
    nothing = pl.lit(None, pl.Float64)
    cells = cells_from(windows.with_columns(**COMPANY), nothing, pl.lit("no_data"))
    return Given(cells.select(list(SCHEMA)), tables or TABLES)
