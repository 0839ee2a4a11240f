"""One row per change of a customer's recurring revenue: added up to what he pays in each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._spans import month_number_of
from reportgen.intake.shapes._steps import CENT, Step, faults_of
from reportgen.pack_input import Input
from reportgen.period import Period, month_label, month_number
from reportgen.problem import Problem, Severity

LEADING = ("customer_id", "month", "mrr")
OWN = ("date", "type", "amount", "mrr")
QUIET_MONTHS = 2


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """A row per customer, product line and month in which something is paid, up to the period.

    What a customer pays in a month is the sum of all movements up to its last day; a month without one
    is like the month before. What is known of the customer besides is that of his last movement.
    """
    if {"customer_id", "date", "type", "amount"} - set(frame.columns):
        return frame, []
    problems = [*_problems(frame, cells), *_two_currencies(frame, cells)]
    if problems:
        return frame, problems
    key = ["customer_id", *(["product_line"] if "product_line" in frame.columns else [])]
    rest = [n for n in frame.columns if n not in (*key, *OWN, LINE_COLUMN)]
    in_order = frame.with_columns(number=month_number_of("date")).sort("date", LINE_COLUMN)
    by_month = in_order.group_by(*key, "number", maintain_order=True).agg(
        pl.col("amount").sum(), pl.col(*rest, LINE_COLUMN).last()
    )
    same = pl.col("number").shift(-1).over(key)
    levels = by_month.with_columns(
        mrr=pl.col("amount").cum_sum().over(key),
        after=pl.min_horizontal(same.fill_null(period.last + 1), pl.lit(period.last + 1)),
    )
    below = _below_zero(levels, cells)
    if below:
        return frame, below
    paid = levels.filter((pl.col("mrr") > CENT) & (pl.col("after") > pl.col("number")))
    rows = paid.with_columns(number=pl.int_ranges("number", "after")).explode(
        "number", empty_as_null=False
    )
    month = pl.date(pl.col("number") // 12, pl.col("number") % 12 + 1, 1)
    rows = rows.with_columns(month=month, mrr=pl.col("mrr").cast(AMOUNT))
    leading = [*LEADING, *key[1:], *rest]
    return rows.select(*leading, LINE_COLUMN), _quiet(frame, cells, period)


def first_month(frame: pl.DataFrame) -> int | None:
    """The month of the first movement: a ledger without opening balances begins with the company."""
    if {"date", "type"} - set(frame.columns) or (frame["type"] == "opening").any():
        return None
    first = frame["date"].min()
    return month_number(first) if isinstance(first, date) else None


def _problems(frame: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    steps: dict[str, list[Step]] = defaultdict(list)
    after = frame["mrr"] if "mrr" in frame.columns else [None] * frame.height
    columns = (frame[n] for n in ("customer_id", LINE_COLUMN, "date", "type", "amount"))
    for who, number, day, kind, amount, left in zip(*columns, after, strict=True):
        steps[who].append(Step(number, day, kind, amount, left))
    for who, own in steps.items():
        for fault in faults_of(own):
            yield cells.raw.problem(
                f"customer {who}: {fault.what}",
                fault.advice,
                line=fault.number,
                column=cells.headers.get(fault.column, fault.column),
                value=fault.value,
            )


def _two_currencies(frame: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    if "currency" not in frame.columns:
        return
    counts = frame.group_by("customer_id", maintain_order=True).agg(
        pl.col("currency").drop_nulls().n_unique(), pl.col(LINE_COLUMN).last()
    )
    for who, _, number in counts.filter(pl.col("currency") > 1).iter_rows():
        yield cells.raw.problem(
            f"customer {who}: the movements are in two currencies and cannot be added up",
            "Give the customer an id for each currency, or export in one currency.",
            line=number,
            column=cells.headers.get("currency", "currency"),
        )


def _below_zero(levels: pl.DataFrame, cells: Cells) -> list[Problem]:
    """Product lines that lose what they never had, while their customer pays for another one."""
    return [
        cells.raw.problem(
            f"customer {row['customer_id']}: after this movement {row.get('product_line')!r} stands at "
            f"{row['mrr'].normalize():f}, below zero",
            "Give the movement the product line that it was won with.",
            line=row[LINE_COLUMN],
            column=cells.headers.get("product_line", "product_line"),
        )
        for row in levels.filter(pl.col("mrr") < -CENT).iter_rows(named=True)
    ]


def _quiet(frame: pl.DataFrame, cells: Cells, period: Period) -> list[Problem]:
    """Nothing moved lately: perhaps a quiet time, perhaps an old file carried on as if it were new."""
    opening = (frame["type"] == "opening").any()
    last = frame.filter(month_number_of("date") <= period.last)["date"].max()
    if not opening or not isinstance(last, date):
        return []
    if month_number(last) > period.last - QUIET_MONTHS:
        return []
    what = f"the last movement is of {last}, but the report is for {period.label}, which ends with "
    return [
        cells.raw.problem(
            f"{what}{month_label(period.last)}: was the file made before that?",
            f"Export again after {period.last_day}. If nothing has happened since, all is well.",
            severity=Severity.WARNING,
        )
    ]


movements = Shape("movements", columns="movements", finish=_finish, starts=first_month, whole=True)
