"""Yearly invoices must not be read as monthly revenue."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._customer_months import customer_months
from reportgen.intake.checks._shared import (
    found,
    plain,
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
    customers = all_customers = 0
    invoiced = []
    for months in customer_months(dataset):
        paid = months.filter(pl.col("value") > 0)
        again = _coming_back(paid)
        customers += again["series"].n_unique()
        all_customers += paid.select(pl.col("series").rle_id().max() + 1).item() or 0
        invoiced.append(again)
    if customers >= ENOUGH_CUSTOMERS or customers > ENOUGH_SHARE * all_customers:
        first = pl.concat(invoiced).sort("row").row(0, named=True)
        place = frame.row(first["row"], named=True)
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


def _coming_back(paid: pl.DataFrame) -> pl.DataFrame:
    """Rows that pay what the last paid month did, after a long gap on either side."""
    same = pl.col("series") == pl.col("series").shift()
    gap = pl.col("number").diff()
    if not paid.select((same & (gap > EMPTY_MONTHS)).any()).item():
        paid = paid.clear()
    paid = paid.with_columns(gap=pl.when(same).then(gap))
    before, amount = pl.col("before"), pl.col("amount")
    rows = paid.select(
        "series", "number", "gap", "row", amount="value", before=pl.col("value").shift(),
        # Whoever paid in the month before that month too had a subscription and paused it.
        alone=pl.col("gap").shift().fill_null(2) > 1,
    ).filter((pl.col("gap") > EMPTY_MONTHS) & pl.col("alone"))  # fmt: skip
    ratio = amount.cast(pl.Float64) / before.cast(pl.Float64)
    return rows.filter((ratio - 1).abs() <= SAME_WITHIN)
