"""Lines of recurring revenue: what a customer pays for a product line in a currency, by month."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reportgen.intake.codes import by_cell, cells_of, handed_out, is_coded, plain
from reportgen.intake.series import all_differ, ascends, key_of, month_numbers
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import EXACT
from reportgen.measure.customer_months import LINE, Rates, where


def lines_of(table: pl.DataFrame, rates: Rates, last: int) -> pl.DataFrame:
    """Customer x product line x currency x month with a recurring amount above zero.

    table  rows of recurring revenue, merged customers under one name already; `stands` (see
           `turning_points`) where rows of large tables were left out
    last   the number of the last month that counts
    Columns: see `customer_months`; customer is Categorical where the table has it so.
    """
    rows = recurring(table)
    stands = ["stands"] if "stands" in rows.columns else []
    rows = rows.select(
        pl.col("customer_id").alias("customer"),
        _text_or(rows, "product_line", None),
        _text_or(rows, "currency", rates.currency),
        month_numbers(rows["month"]).alias("month"),
        *stands,
        local="mrr",
        seats=pl.col("seats") if "seats" in rows.columns else pl.lit(None, EXACT),
    )
    rows = where(rows, pl.col("month") <= last)
    if not _differ(rows):
        rows = rows.group_by(*LINE, "month").agg(
            pl.col("local").sum(),
            *[pl.col(name).any() for name in stands],
            # One blank makes the seats of a line unknown: a sum without it would be too small.
            seats=pl.when(pl.col("seats").null_count() == 0).then(pl.col("seats").sum()),
        )
    rated = rates.join(where(rows, pl.col("local") > 0))
    # Where nothing is converted, decimals need not be multiplied row by row.
    if rates.frame.is_empty():
        return rated.with_columns(mrr="local")
    return rated.with_columns(mrr=pl.col("local") * pl.col("rate"))


def merged(table: pl.DataFrame, parents: Mapping[str, str]) -> pl.DataFrame:
    """The rows of customers that were merged into another under that one's name.

    parents: customer -> the customer at the end of the chain
    """
    if not parents:
        return table
    customer = table["customer_id"]
    if is_coded(customer):
        ends = cells_of(customer).replace(parents).cast(customer.dtype)
        return table.with_columns(handed_out(ends, customer))
    return table.with_columns(by_cell(customer, lambda text: text.replace(parents)))


def ends_of(merged_into: Mapping[str, str]) -> dict[str, str]:
    """customer -> the customer that it is merged into, at the end of the chain."""
    ends = {}
    for child in merged_into:
        end = child
        for _ in merged_into:
            end = merged_into.get(end, end)
        ends[child] = end
    return ends


def first_paid_of(
    lines: pl.DataFrame, customers: pl.DataFrame | None, first: int | None
) -> pl.DataFrame:
    """customer (text or codes, as the lines have it), first_paid, cohort_month.

    The first is the month that makes a customer new.
    customers  the list of customers, of which the stated cohort counts when it lies before `first`,
               the first month of the export
    """
    # A first month stands where the rows of a customer begin, or below a later one: few are looked at.
    begins = (pl.col("customer") != pl.col("customer").shift()) | (pl.col("month").diff() < 0)
    begun = lines.select("customer", "month").filter(begins.fill_null(True))
    begun = begun.group_by("customer").agg(begun=pl.col("month").min())
    if first is None or customers is None or "cohort_month" not in customers.columns:
        return begun.select("customer", first_paid="begun", cohort_month="begun")
    stated = customers.select(name="customer_id", stated=month_column("cohort_month"))
    named = begun.with_columns(name=plain(begun["customer"]))
    return named.join(stated, on="name", how="left").select(
        "customer",
        # A stated month inside the file in which nothing was paid is no first payment.
        first_paid=pl.when(pl.col("stated") < first).then("stated").otherwise("begun"),
        cohort_month=pl.coalesce("stated", "begun"),
    )


def _differ(rows: pl.DataFrame) -> bool:
    """Whether it is certain that no line has two rows in a month."""
    customer, month = rows["customer"], rows["month"]
    if is_coded(customer) and ascends(customer.to_physical(), month).all():
        return not customer.null_count()
    key = key_of(rows, [*LINE, "month"])
    return key is not None and all_differ(key)


def recurring(table: pl.DataFrame) -> pl.DataFrame:
    """The rows of recurring revenue: those that say so, and those that say nothing."""
    if "kind" not in table.columns:
        return table
    return where(table, pl.col("kind").cast(pl.String).fill_null("recurring") == "recurring")


def _text_or(rows: pl.DataFrame, name: str, default: str | None) -> pl.Expr:
    """A column as text, `default` where it is blank or not there."""
    if name not in rows.columns:
        return pl.lit(default, pl.String).alias(name)
    text = pl.col(name).cast(pl.String)
    return text if default is None else text.fill_null(default)
