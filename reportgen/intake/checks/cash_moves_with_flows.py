"""Cash at the end of a month is cash at its start plus what flowed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    MOST,
    found,
    month_number_of,
    month_of,
    plain,
    table_with,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

FLOWS = ("operating_cf", "investing_cf", "financing_cf")
TOLERANCE = Decimal("0.01")


@check(
    what="Cash changes from month to month by the sum of operating, investing and financing flows.",
    why="If it does not, either the runway or the burn on the cash page is wrong.",
    looks_at=(
        (
            "cash.operating_cf",
            "cash.investing_cf",
            "cash.financing_cf",
        ),
    ),
)
def cash_moves_with_flows(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Months whose change in cash is not the sum of the three flows, to the cent."""
    frame = table_with(dataset, "cash", "month", "cash_end", *FLOWS)
    if frame is None:
        return
    months = (
        frame.with_columns(number=month_number_of())
        .sort("number", LINE_COLUMN)
        .with_columns(
            before=pl.col("cash_end").shift(),
            step=pl.col("number").diff(),
            flows=pl.sum_horizontal(*FLOWS, ignore_nulls=False),
        )
        .with_columns(change=pl.col("cash_end") - pl.col("before"))
        .with_columns(difference=pl.col("change") - pl.col("flows"))
        .filter((pl.col("step") == 1) & (pl.col("difference").abs() > TOLERANCE))
        .sort(FILE_COLUMN, LINE_COLUMN)
    )
    for row in months.head(MOST).to_dicts():
        yield found(
            cash_moves_with_flows,
            row,
            f"cash goes from {plain(row['before'])} to {plain(row['cash_end'])} in "
            f"{month_of(row['month'])}, a change of {plain(row['change'])}, but the three flows "
            f"sum to {plain(row['flows'])}: a difference of {plain(row['difference'])}",
            "Correct the balance or the flow; cash that leaves is negative in all three columns.",
            column="cash_end",
            value=row["cash_end"],
        )
