"""A customer's first or last month booked by the day, and read as monthly recurring revenue."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    MOST,
    by_place,
    found,
    month_number_of,
    plain,
    recurring,
    table_with,
)
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity

CENT = Decimal("0.01")
# Halves, thirds, quarters ... are rises that customers decide on; 17/31 is a calendar.
COMMON = 6
# By chance one amount in fifty is some number of days of another, if that is so large.
LARGE_IN_CENTS = 5000
ENOUGH = Fraction(1, 2)
ADVICE = (
    "Export the price of a whole month for each month in which the subscription ran on the last "
    "day, or subscriptions with start and end. If the customer did change so, all is well."
)


@check(
    what="No customer's first or last month is a number of days of the month beside it.",
    why="Part of a month looks like a small customer who at once expands, or shrinks and then leaves.",
    severity=Severity.WARNING,
    looks_at=(("recurring_revenue",),),
)
def first_and_last_months_are_whole(
    dataset: Dataset, pack: Pack, period: Period
) -> Iterator[Problem]:
    """First months that are n days of the two equal ones after them; last ones likewise.

    Only to the last cent (or unit, where a file has no decimals), and only where at least half of
    all customers who change right after their first month (before their last) do so by days: among
    customers who expand for reasons of their own, a number of days comes up by chance now and then.
    """
    frame = table_with(dataset, "recurring_revenue", "customer_id", "month", "mrr")
    if frame is None or dataset.history_starts is not None:
        return
    own = recurring(frame.with_row_index("row"))
    totals = (
        own.select(
            "row", customer=pl.col("customer_id").hash(), number=month_number_of(), amount="mrr"
        )
        .group_by("customer", "number")
        .agg(pl.col("amount").sum(), pl.col("row").min())
        .filter(pl.col("amount") > 0)
        .sort("customer", "number")
    )
    if totals.is_empty():
        return
    unit = Decimal(1) if totals.select((pl.col("amount") % 1 == 0).all()).item() else CENT
    problems = [
        *_parts(frame, totals, unit, 1, "first", "after"),
        *_parts(frame, totals, unit, -1, "last", "before"),
    ]
    yield from by_place(problems[:MOST])


def _parts(
    frame: pl.DataFrame, totals: pl.DataFrame, unit: Decimal, step: int, which: str, beside: str
) -> list[Problem]:
    """step: 1 looks from first months onwards, -1 from last months backwards."""
    customer, number, amount = pl.col("customer"), pl.col("number"), pl.col("amount")
    edge = totals["number"].min() if step == 1 else totals["number"].max()
    changed = totals.filter(
        # The first month of the file is nobody's first, the last one nobody's last.
        (customer != customer.shift(step)).fill_null(True)
        & (number != edge)
        & (customer == customer.shift(-2 * step))
        & (number.shift(-step) == number + step)
        & (number.shift(-2 * step) == number + 2 * step)
        & (amount.shift(-step) == amount.shift(-2 * step))
        & (amount != amount.shift(-step))
    )
    whole = totals.with_columns(whole=amount.shift(-step)).select("row", "whole")
    rows = changed.join(whole, on="row").sort("row").to_dicts()
    by_days = [(row, days) for row in rows if (days := _days(row, unit))]
    odd = [days for _, days in by_days if Fraction(*days).denominator > COMMON]
    if not odd or len(by_days) < ENOUGH * len(rows):
        return []
    problems = []
    for row, (paid, month) in by_days:
        place = frame.row(row["row"], named=True)
        problems.append(
            found(
                first_and_last_months_are_whole,
                place,
                f"customer {place['customer_id']} has {plain(row['amount'])} in "
                f"{month_label(row['number'])}, the {which} month, which is {paid} of {month} days "
                f"of the {plain(row['whole'])} in the month {beside} it",
                ADVICE,
                column="mrr",
                value=row["amount"],
            )
        )
    return problems


def _days(row: dict[str, Any], unit: Decimal) -> tuple[int, int] | None:
    """Of how many days the amount is, of the days of its month or of thirty; None for none."""
    amount, whole = row["amount"], row["whole"]
    if amount >= whole or whole / unit < LARGE_IN_CENTS:
        return None
    year, month = divmod(row["number"], 12)
    for length in dict.fromkeys((monthrange(year, month + 1)[1], 30)):
        days = round(amount * length / whole)
        if 0 < days < length and abs(whole * days / length - amount) <= unit:
            return days, length
    return None
