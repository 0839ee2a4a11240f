"""No month may be missing in the middle of an export."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    by_place,
    found,
    month_number_of,
    months_in_words,
    runs,
    table_with,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, fiscal_year_of, month_label
from reportgen.problem import Problem, Severity

MONTHLY = ("recurring_revenue", "ledger", "headcount", "cash", "product_usage")
# Many rows a month in most companies, and in some a month without any.
EVENTS = {"leads": "entered_at", "sales_activity": "date"}
ADVICE = "Export again with the missing months; a month in which nothing happened needs a row of 0."
ADVICE_EVENTS = "Export again with the missing months. If nothing happened in them, all is well."
# A plan by quarter, half-year or year leaves months out on purpose.
REGULAR = {1, 3, 6, 12}


@check(
    what="Each monthly export has every month from its first to its last.",
    why="A missing month reads as if all customers had left and come back, or nothing was spent.",
)
def months_are_complete(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Gaps in the months of each table, and in those of each currency that is in use."""
    for name in MONTHLY:
        # From start and end dates we know that a month without a row had no customer.
        known = name == "recurring_revenue" and dataset.history_starts is not None
        frame = table_with(dataset, name, "month")
        if frame is not None and not known:
            yield from _gaps(frame, "")
    for name, column in EVENTS.items():
        frame = table_with(dataset, name, column)
        if frame is not None:
            yield from _gaps(frame, "", column, Severity.WARNING)
    rates = table_with(dataset, "exchange_rates", "currency", "month")
    if rates is not None:
        for currency in sorted(_currencies_in_use(dataset)):
            one = rates.filter(pl.col("currency") == currency)
            yield from _gaps(one, f" of {currency}")
    plan = table_with(dataset, "plan", "month")
    if plan is not None:
        yield from _gaps_of_plan(plan, pack.company.fiscal_year_start)


def _currencies_in_use(dataset: Dataset) -> set[str]:
    frames = [table_with(dataset, name, "currency") for name in ("recurring_revenue", "deals")]
    return {c for f in frames if f is not None for c in f["currency"].unique() if c is not None}


def _gaps(
    frame: pl.DataFrame, whose: str, column: str = "month", severity: Severity = Severity.ERROR
) -> list[Problem]:
    # A table has few months, of which each is one day; the number is found once for each.
    monthly = column == "month"
    places = (
        frame.group_by(number=column if monthly else month_number_of(column))
        .agg(
            pl.col(FILE_COLUMN).first(),
            first=pl.col(LINE_COLUMN).min(),
            last=pl.col(LINE_COLUMN).max(),
        )
        .drop_nulls("number")
        .with_columns(number=month_number_of("number") if monthly else "number")
        .sort("number")
    )
    by_month = {row["number"]: row for row in places.to_dicts()}
    if not by_month:
        return []
    gaps = runs(set(range(min(by_month), max(by_month) + 1)) - set(by_month))
    problems = []
    for first, last in gaps:
        before, after = by_month[first - 1], by_month[last + 1]
        missing = months_in_words(range(first, last + 1))
        words = f"the months{whose} from" if last > first else f"the month{whose}"
        line, place = _place(before, after)
        what = f"{words} {missing} {'are' if last > first else 'is'} missing{place}"
        problems.append(
            found(
                months_are_complete,
                {FILE_COLUMN: before[FILE_COLUMN], LINE_COLUMN: line},
                what,
                ADVICE if severity is Severity.ERROR else ADVICE_EVENTS,
                column=column,
                value=missing,
                severity=severity,
            )
        )
    return by_place(problems)


def _place(before: dict[str, int], after: dict[str, int]) -> tuple[int | None, str]:
    """The line after which the missing rows would stand, when the file is in order of months."""
    if before[FILE_COLUMN] != after[FILE_COLUMN]:
        return before["last"], f" between this file and {after[FILE_COLUMN]}"
    if before["last"] < after["first"]:
        return before["last"], f"; it would stand after line {before['last']}"
    if after["last"] < before["first"]:
        return after["last"], f"; it would stand after line {after['last']}"
    return None, ""


def _gaps_of_plan(plan: pl.DataFrame, fiscal_year_start: int) -> Iterator[Problem]:
    groups = plan.partition_by("version") if "version" in plan.columns else [plan]
    for rows in groups:
        numbers = sorted(set(rows.select(month_number_of())["month"].drop_nulls()))
        for year in sorted({fiscal_year_of(number, fiscal_year_start) for number in numbers}):
            own = [n for n in numbers if fiscal_year_of(n, fiscal_year_start) == year]
            steps = {after - before for before, after in pairwise(own)}
            missing = sorted(set(range(own[0], own[-1] + 1)) - set(own))
            if missing and not (len(steps) == 1 and steps <= REGULAR):
                yield found(
                    months_are_complete,
                    {FILE_COLUMN: rows[FILE_COLUMN][0]},
                    f"the plan from {month_label(own[0])} to {month_label(own[-1])} has no rows "
                    f"for {months_in_words(missing)}",
                    "Add the months to the plan; totals of the year leave them out until then.",
                    column="month",
                    value=months_in_words(missing),
                    severity=Severity.WARNING,
                )
