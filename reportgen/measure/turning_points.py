"""Rows of recurring revenue at which something may happen: where a run of equal months begins or ends.

Most customers pay this month what they paid last month. Nothing moves inside such a run, so that of a
table of millions of rows only a share has to be grouped, converted and compared line by line.
"""

from __future__ import annotations

import polars as pl

from reportgen.intake.codes import coded, is_coded
from reportgen.intake.series import ascends, month_numbers
from reportgen.measure.customer_months import Rates


def turning_points(rows: pl.DataFrame, rates: Rates, last: int) -> pl.DataFrame:
    """The rows without those inside of runs, the rows of a customer together.

    rows  customer_id, month, mrr and what else a line has: all recurring rows of some customers
    last  the number of the last month that counts; later ones are left out
    Of a customer with one row a month the first and the last row of each run are left. Of one with
    several rows in a month all are left: they are netted first.

    Adds `stands`: True where a run ends, of which the months in between are not there.
    """
    customer, number = _codes(rows["customer_id"]), month_numbers(rows["month"])
    if customer.null_count() or number.null_count():
        return rows.with_columns(stands=False)
    if (number > last).any():
        counts = number <= last
        rows, customer, number = rows.filter(counts), customer.filter(counts), number.filter(counts)
    behind = ascends(customer, number)
    if not behind.all():
        order = (customer.cast(pl.UInt64) * 2**32 + number.cast(pl.UInt64)).arg_sort()
        rows, customer, number = rows[order], customer.gather(order), number.gather(order)
        behind = ascends(customer, number)
    local = rows["mrr"]
    # Runs of nothing are left out with the months without a payment.
    stands = (customer == customer.shift()) & (number.diff() == 1) & (local == local.shift())
    for name in ("product_line", "currency"):
        if name in rows.columns:
            stands &= rows[name].eq_missing(rows[name].shift())
    if not rates.frame.is_empty() and "currency" in rows.columns:
        # What is paid in another currency moves with its rate.
        stands &= (rows["currency"].cast(pl.String) == rates.currency).fill_null(True)
    if not behind.all():
        several = customer.filter(~behind.fill_null(True)).unique()
        stands &= ~customer.is_in(several.implode())
    stands = stands.fill_null(False)
    inside = stands & stands.shift(-1, fill_value=False)
    return rows.with_columns(stands=stands).filter(~inside)


def _codes(customers: pl.Series) -> pl.Series:
    return (customers if is_coded(customers) else coded(customers)).to_physical()
