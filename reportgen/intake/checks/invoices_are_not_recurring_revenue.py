"""Yearly invoices must not be read as monthly revenue."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    found,
    month_number_of,
    plain,
    recurring,
    table_with,
)
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem

EMPTY_MONTHS = 5
# Prices are raised by an index from one yearly invoice to the next.
SAME_WITHIN = 0.1
ENOUGH_CUSTOMERS = 3
ENOUGH_SHARE = 0.2
ADVICE = (
    "Spread each invoice over the months that it pays for: export invoice lines with their service "
    'periods (shape = "invoice_lines" under [inputs.recurring_revenue]), or subscriptions with start '
    'and end date (shape = "subscriptions").'
)


@check(
    what="Recurring revenue stands in each month that it pays for, not in that of the invoice.",
    why="A yearly invoice looks like a customer of twelve times the size who leaves at once.",
    looks_at=(("recurring_revenue",),),
)
def invoices_are_not_recurring_revenue(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """Customers with one paid month, five or more empty ones, and the same amount again."""
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if frame is None:
        return
    rows = recurring(frame)
    paid = _paid_months(rows)
    invoiced = paid.filter(_comes_back()).sort("row")
    customers, all_customers = invoiced["customer"].n_unique(), paid["customer"].n_unique()
    if customers >= ENOUGH_CUSTOMERS or customers > ENOUGH_SHARE * all_customers:
        first = invoiced.row(0, named=True)
        place = rows.row(first["row"], named=True)
        yield found(
            invoices_are_not_recurring_revenue,
            place,
            f"{customers} of {all_customers} customers pay in a single month, nothing for "
            f"{EMPTY_MONTHS} months or more, and the same amount again: these are invoices, not "
            f"monthly revenue. Customer {place['customer_id']} has {plain(first['before'])} in "
            f"{month_label(first['number'] - first['gap'])} and {plain(first['amount'])} in "
            f"{month_label(first['number'])}",
            ADVICE,
            column="mrr",
            value=first["amount"],
        )


def _paid_months(frame: pl.DataFrame) -> pl.DataFrame:
    # Numbers are grouped and sorted many times faster than ids.
    totals = (
        frame.select(
            customer=pl.col("customer_id").hash(),
            number=month_number_of(),
            amount="mrr",
            row=pl.int_range(pl.len()),
        )
        .group_by("customer", "number")
        .agg(pl.col("amount").sum(), pl.col("row").min())
    )
    paid = totals.filter(pl.col("amount") > 0)
    same = pl.col("customer") == pl.col("customer").shift()
    return paid.sort("customer", "number").with_columns(
        gap=pl.when(same).then(pl.col("number").diff()),
        before=pl.col("amount").shift(),
    )


def _comes_back() -> pl.Expr:
    before, now = pl.col("before").cast(pl.Float64), pl.col("amount").cast(pl.Float64)
    # Whoever paid in the month before that month too had a subscription and paused it.
    alone = pl.col("gap").shift().fill_null(2) > 1
    return (pl.col("gap") > EMPTY_MONTHS) & alone & ((now / before - 1).abs() <= SAME_WITHIN)
