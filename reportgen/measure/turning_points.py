"""Rows of recurring revenue at which something may happen: where a run of equal months begins or ends.

Most customers pay this month what they paid last month. Nothing moves inside such a run, so that of a
table of millions of rows only a share has to be grouped, converted and compared line by line.
"""

from __future__ import annotations

import polars as pl

from reportgen.intake.codes import coded, is_coded
from reportgen.intake.series import month_numbers
from reportgen.measure.customer_months import Rates


def turning_points(rows: pl.DataFrame, rates: Rates, last: int) -> pl.DataFrame:
    """The rows without those inside of runs, the rows of a customer together.

    rows  customer_id, month, mrr and what else a line has: all recurring rows of some customers
    last  the number of the last month that counts
    Of a customer with one row a month the first and the last row of each run are left, and none in
    which nothing is paid. Of one with several rows in a month all are left: they are netted first.

    Adds `stands`: True where a run ends, of which the months in between are not there.
    """
    customer, number = _codes(rows["customer_id"]), month_numbers(rows["month"])
    unsure = ~_ascends(customer, number)
    if unsure.any():
        order = _order(customer, number)
        rows, customer, number = rows[order], customer.gather(order), number.gather(order)
        unsure = ~_ascends(customer, number)
    local = rows["mrr"]
    counts = ((local > 0) & (number <= last)).fill_null(False)
    stands = (customer == customer.shift()) & (number.diff() == 1) & (local == local.shift())
    stands = (stands & counts).fill_null(False)
    for name in ("product_line", "currency"):
        if name in rows.columns:
            stands &= rows[name].eq_missing(rows[name].shift())
    if not rates.frame.is_empty() and "currency" in rows.columns:
        # What is paid in another currency moves with its rate.
        own = rows["currency"].cast(pl.String).eq_missing(pl.Series([rates.currency]))
        stands &= own | rows["currency"].is_null()
    if unsure.any():
        several = customer.is_in(customer.filter(unsure).unique().implode(), nulls_equal=True)
        counts, stands = counts | several, stands & ~several
    wanted = counts & ~(stands & stands.shift(-1, fill_value=False))
    return rows.with_columns(stands.alias("stands")).filter(wanted)


def _codes(customers: pl.Series) -> pl.Series:
    return (customers if is_coded(customers) else coded(customers)).to_physical()


def _ascends(customer: pl.Series, number: pl.Series) -> pl.Series:
    """Whether each row stands behind the one above it, by customers and their months."""
    same = customer == customer.shift()
    behind = (same & (number.diff() > 0)) | (customer > customer.shift())
    if len(behind):
        behind[0] = customer[0] is not None and number[0] is not None
    return behind.fill_null(False)


def _order(customer: pl.Series, number: pl.Series) -> pl.Series:
    """The places of the rows by customers and their months; rows without either come together."""
    lowest, highest = number.min(), number.max()
    span = highest - lowest + 2 if isinstance(lowest, int) and isinstance(highest, int) else 1
    at = pl.lit(customer.cast(pl.UInt64)) * span + (pl.lit(number) - lowest).cast(pl.UInt64)
    return pl.select(at.fill_null(2**63).arg_sort()).to_series()
