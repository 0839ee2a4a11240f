"""A customer's first or last month booked by the day, and read as monthly recurring revenue."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._customer_months import customer_months
from reportgen.intake.checks._shared import (
    MOST,
    by_place,
    found,
    plain,
    recurring,
    span,
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
    billed = span(recurring(frame), "mrr")
    if billed is None:
        return
    edges = dict(zip((1, -1), billed, strict=True))
    whole, changed = True, {step: list[pl.DataFrame]() for step in edges}
    for months in customer_months(dataset):
        paid = months.filter(pl.col("value") > 0)
        whole &= paid.select((pl.col("value") == pl.col("value").round(0)).all()).item()
        for step, edge in edges.items():
            changed[step].append(_changed(paid, step, edge))
    unit = Decimal(1) if whole else CENT
    problems = [
        *_parts(frame, pl.concat(changed[1]), unit, "first", "after"),
        *_parts(frame, pl.concat(changed[-1]), unit, "last", "before"),
    ]
    yield from by_place(problems[:MOST])


def _changed(paid: pl.DataFrame, step: int, edge: object) -> pl.DataFrame:
    """First months (step 1) that differ from two equal ones after them; last ones (-1) likewise.

    edge: the first month of the file is nobody's first, the last one nobody's last.
    """
    at, series, value = pl.col("at"), pl.col("series"), pl.col("value")
    ends = series != series.shift(step)
    return paid.select(
        "row",
        "number",
        amount="value",
        whole=value.shift(-step),
        found=ends.fill_null(True)
        & (pl.col("number") != edge)
        & (series == series.shift(-2 * step))
        & (at.shift(-step).cast(pl.Int64) == at.cast(pl.Int64) + step)
        & (at.shift(-2 * step).cast(pl.Int64) == at.cast(pl.Int64) + 2 * step)
        & (value.shift(-step) == value.shift(-2 * step))
        & (value != value.shift(-step)),
    ).filter("found")


def _parts(
    frame: pl.DataFrame, changed: pl.DataFrame, unit: Decimal, which: str, beside: str
) -> list[Problem]:
    rows = changed.sort("row").to_dicts()
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
