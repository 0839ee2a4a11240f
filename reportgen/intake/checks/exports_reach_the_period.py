"""Every export must reach the end of the report period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_number_of, month_of, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, first_day, month_label
from reportgen.problem import Problem, Severity

MONTHLY = ("recurring_revenue", "ledger", "headcount", "cash", "product_usage")
# Sales may have a quiet month; six weeks in which no deal was opened or closed is an old export.
QUIET = timedelta(days=45)
# Table -> the day of an event, and what its last one is called.
EVENTS = {
    "deals": ("created_date", "the last deal was opened or closed"),
    "leads": ("entered_at", "the last lead entered a stage"),
    "sales_activity": ("date", "the last activity was"),
    "feedback": ("date", "the last answer was given"),
}
# Some ask twice a year. Only answers of the last 90 days count, so that an old file leaves the
# figures of a period empty rather than wrong.
QUIET_SURVEYS = timedelta(days=90)
# Subscriptions without an end run on to the period's end, however old the file is.
QUIET_MONTHS = 2


@check(
    what="Each export has rows up to the last month of the report period.",
    why="From an old export the figures of an earlier month would be printed as those of this one.",
)
def exports_reach_the_period(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Tables whose last month lies before the period's; events by the last that happened."""
    label, end = period.label, month_label(period.last)
    for name in MONTHLY:
        frame = table_with(dataset, name, "month")
        last = None if frame is None else _last(frame, "month")
        if last is not None and last[0] < first_day(period.last):
            day, row = last
            yield found(
                exports_reach_the_period,
                row,
                f"the last month in this file is {month_of(day)}, but the report is for {label}, "
                f"which ends with {end}",
                f"Export again up to {end}, or build with --period {month_of(day)} or earlier.",
                column="month",
                value=month_of(day),
            )
    if dataset.history_starts is not None:
        yield from _quiet_subscriptions(dataset, period)
    for name, (column, event) in EVENTS.items():
        frame = table_with(dataset, name, column)
        if frame is not None:
            yield from _quiet_events(name, frame, column, event, period)


def _quiet_events(
    name: str, frame: pl.DataFrame, column: str, event: str, period: Period
) -> Iterator[Problem]:
    """Nothing happened for too long before the period ends."""
    last = _last_touched(frame) if name == "deals" else _last(frame, column)
    quiet = QUIET_SURVEYS if name == "feedback" else QUIET
    if last is not None and last[0] < period.last_day - quiet:
        day, row = last
        yield found(
            exports_reach_the_period,
            row,
            f"{event} on {day}, {(period.last_day - day).days} days before {period.label} ends on "
            f"{period.last_day}",
            f"Export again after {period.last_day}, or build with an earlier --period.",
            column=column,
            value=day,
            severity=Severity.WARNING if name == "feedback" else None,
        )


def _quiet_subscriptions(dataset: Dataset, period: Period) -> Iterator[Problem]:
    """No subscription began or ended lately: perhaps a quiet time, perhaps an old file."""
    frame = table_with(dataset, "recurring_revenue", "month")
    if frame is None or frame.filter(pl.col("month") >= first_day(period.last)).is_empty():
        return
    spans = frame.group_by(FILE_COLUMN, LINE_COLUMN).agg(
        first=month_number_of().min(), after=month_number_of().max() + 1
    )
    moves = spans.unpivot(on=["first", "after"], index=[FILE_COLUMN, LINE_COLUMN])
    moves = moves.filter(pl.col("value") <= period.last)
    row = moves.sort("value", LINE_COLUMN).row(-1, named=True)
    if row["value"] <= period.last - QUIET_MONTHS:
        month = month_label(row["value"])
        yield found(
            exports_reach_the_period,
            row,
            f"no subscription has begun or ended since {month}, but the report is for "
            f"{period.label}: was the file made before that?",
            f"Export again after {period.last_day}. If nothing has happened since, all is well.",
            column="month",
            value=month,
            severity=Severity.WARNING,
        )


def _last(frame: pl.DataFrame, column: str) -> tuple[date, dict[str, object]] | None:
    day = frame[column].max()
    if not isinstance(day, date):
        return None
    rows = frame.filter(pl.col(column) == day)
    row = rows.filter(pl.col(LINE_COLUMN) == pl.col(LINE_COLUMN).max())
    return day, row.select(FILE_COLUMN, LINE_COLUMN).row(0, named=True)


def _last_touched(deals: pl.DataFrame) -> tuple[date, dict[str, object]] | None:
    touched = pl.col("created_date")
    if {"close_date", "status"} <= set(deals.columns):
        # The close date of an open deal is a hope and may lie years ahead.
        closed = pl.when(pl.col("status").is_in(["won", "lost"])).then("close_date")
        touched = pl.max_horizontal("created_date", closed)
    return _last(deals.with_columns(touched=touched), "touched")
