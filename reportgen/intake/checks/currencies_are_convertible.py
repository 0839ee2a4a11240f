"""Each foreign amount needs an exchange rate that can be right."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    by_place,
    found,
    month_number_of,
    month_of,
    months_in_words,
    plain,
    table_with,
)
from reportgen.intake.codes import plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity

LARGEST_JUMP = 3
NO_RATES = pl.DataFrame(schema={"currency": pl.String, "number": pl.Int32})


@check(
    what="Each currency in use has a rate above zero for every month in which it is used.",
    why="An amount that cannot be converted would be left out, or added up as if it were our own.",
    waivable=False,
    looks_at=(
        ("exchange_rates",),
        ("recurring_revenue.currency",),
        ("deals.currency",),
    ),
)
def currencies_are_convertible(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Months of a foreign currency without a rate, rates that are not positive, rates that leap."""
    own = pack.company.currency
    rates = table_with(dataset, "exchange_rates", "currency", "month", "rate")
    known = NO_RATES if rates is None else rates.select("currency", number=month_number_of())
    for name, month in (("recurring_revenue", "month"), ("deals", "created_date")):
        frame = table_with(dataset, name, "currency", month)
        if frame is not None:
            yield from by_place(_without_rate(frame, month, known, own))
    if rates is not None:
        yield from by_place([*_impossible(rates, own), *_leaps(rates, own)])


def _without_rate(
    frame: pl.DataFrame, month: str, known: pl.DataFrame, own: str
) -> Iterator[Problem]:
    used = plain_frame(frame.select("currency", month).unique())
    used = used.with_columns(number=month_number_of(month)).drop_nulls("number")
    lacking = used.filter(pl.col("currency") != own).join(
        known, on=["currency", "number"], how="anti"
    )
    if lacking.is_empty():
        return
    foreign = (
        plain_frame(frame.filter(pl.col("currency") != own))
        .with_columns(number=month_number_of(month))
        .drop_nulls("number")
    )
    missing = (
        foreign.join(known, on=["currency", "number"], how="anti")
        .sort("number", LINE_COLUMN)
        .group_by("currency", maintain_order=True)
        .agg(pl.first(FILE_COLUMN, LINE_COLUMN), pl.col("number").unique().sort())
    )
    for row in missing.to_dicts():
        currency, numbers = row["currency"], row["number"]
        yield found(
            currencies_are_convertible,
            row,
            f"{currency} is used from {month_label(numbers[0])}, but there is no exchange rate "
            f"{currency} to {own} for {months_in_words(numbers)}",
            f"Add rows to exchange_rates: currency, month, rate ({own} for one unit).",
            column="currency",
            value=currency,
        )


def _impossible(rates: pl.DataFrame, own: str) -> Iterator[Problem]:
    for row in rates.filter(pl.col("rate") <= 0).to_dicts():
        what = f"the rate of {row['currency']} in {month_of(row['month'])} is {plain(row['rate'])}"
        advice = f"A rate is what one unit of the currency costs in {own}, and above 0."
        yield found(currencies_are_convertible, row, what, advice, column="rate", value=row["rate"])
    own_rates = rates.filter((pl.col("currency") == own) & (pl.col("rate") != 1))
    for row in own_rates.head(1).to_dicts():
        what = f"{own} is the reporting currency, but its own rate is {plain(row['rate'])}, not 1"
        advice = f"Write what one unit costs in {own}; these rates seem to be against another."
        yield found(currencies_are_convertible, row, what, advice, column="rate", value=row["rate"])


def _leaps(rates: pl.DataFrame, own: str) -> Iterator[Problem]:
    steps = (
        rates.filter((pl.col("currency") != own) & (pl.col("rate") > 0))
        .sort("currency", "month")
        .with_columns(
            before=pl.col("rate").shift().over("currency"),
            before_month=pl.col("month").shift().over("currency"),
        )
        .with_columns(factor=pl.col("rate").cast(pl.Float64) / pl.col("before").cast(pl.Float64))
        .filter((pl.col("factor") > LARGEST_JUMP) | (pl.col("factor") < 1 / LARGEST_JUMP))
    )
    for row in steps.to_dicts():
        yield found(
            currencies_are_convertible,
            row,
            f"the rate of {row['currency']} goes from {plain(row['before'])} in "
            f"{month_of(row['before_month'])} to {plain(row['rate'])} in {month_of(row['month'])}",
            "Look for a slipped decimal, or for rates per 100 units.",
            column="rate",
            value=row["rate"],
            severity=Severity.WARNING,
        )
