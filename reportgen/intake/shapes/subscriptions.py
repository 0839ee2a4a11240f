"""One row per subscription, with start and end: expanded to the months in which it ran."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.shape import Finished, Shape
from reportgen.pack import Input
from reportgen.period import Period, month_number
from reportgen.problem import Problem

_INTERVALS = {
    1: "month monthly per_month mo m manad manadsvis maned manedlig monat monatlich kuukausi "
    "kuukausittain kk",
    3: "quarter quarterly per_quarter q kvartal kvartalsvis quartal vierteljahrlich quartalsweise "
    "neljannesvuosi neljannesvuosittain",
    6: "half_year halfyear half_yearly semiannual semi_annual biannual halvar halvarsvis "
    "halvarlig halbjahr halbjahrlich puolivuosi puolivuosittain",
    12: "year yearly annual annually per_year y ar arsvis arlig arlich jahr jahrlich vuosi "
    "vuosittain",
    24: "biennial two_years",
}
INTERVALS = {word: months for months, words in _INTERVALS.items() for word in words.split()}
_MONTHS = r"(\d{1,3})_?(?:months?|mo|m|man|manader|maneder|mdr|monate|kuukautta|kk)"
_YEARS = r"(\d{1,2})_?(?:years?|y|ar|jahre|vuotta)"
KNOWN = "month, quarter, half-year, year or a number of months like 18 months"
# Wide enough for 24 + 12 digits and the quotient's; exact before it is rounded once.
_CONTEXT = Context(prec=80)
_LAST_PLACE = Decimal("1e-12")


def interval_months(text: str) -> int | None:
    """`quarter` -> 3, `18 månader` -> 18, `2 years` -> 24; None for what is no interval."""
    word = normalised(text)
    if word in INTERVALS:
        return INTERVALS[word]
    if match := re.fullmatch(_MONTHS, word):
        return int(match[1]) or None
    if match := re.fullmatch(_YEARS, word):
        return int(match[1]) * 12 or None
    return None


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """A row per month in which a subscription ran on the last day, up to the report period.

    mrr is the amount divided by the months of its interval, to twelve places, half up.
    """
    needed = {"start", "end", "amount", "interval"} - set(frame.columns)
    if needed:
        return frame, []
    problems = list(_problems(frame, cells, options))
    if problems:
        return frame, problems
    # The first month on whose last day the subscription no longer runs.
    served = pl.col("end") == pl.col("end").dt.month_end()
    after = _number("end") + (served.cast(pl.Int32) if options.end == "inclusive" else 0)
    spans = frame.with_columns(
        first=_number("start"),
        after=after.fill_null(period.last + 1),
        mrr=_per_month(frame["amount"], frame["interval"]),
    )
    spans = spans.with_columns(after=pl.min_horizontal("after", pl.lit(period.last + 1)))
    spans = spans.filter(pl.col("after") > pl.col("first"))
    rows = (
        spans.with_columns(number=pl.int_ranges("first", "after"))
        .explode("number", empty_as_null=False)
        .with_columns(
            month=pl.date(pl.col("number") // 12, pl.col("number") % 12 + 1, 1),
        )
    )
    if "subscription_id" not in rows.columns:
        # Two subscriptions of a customer may be alike; their lines tell them apart.
        rows = rows.with_columns(subscription_id=pl.col(LINE_COLUMN).cast(pl.String))
    leading = ["customer_id", "month", "mrr"]
    dropped = ["start", "end", "amount", "interval", "first", "after", "number"]
    rest = [name for name in rows.columns if name not in (*leading, *dropped)]
    return rows.select(*leading, *rest), []


def first_month(frame: pl.DataFrame) -> int | None:
    """The month of the first start: from there on the history is known to be complete."""
    starts = frame["start"].min() if "start" in frame.columns else None
    return month_number(starts) if isinstance(starts, date) else None


def _number(name: str) -> pl.Expr:
    """A date as the number of its month, see `reportgen.period`."""
    day = pl.col(name)
    return day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1


def _per_month(amounts: pl.Series, intervals: pl.Series) -> pl.Series:
    months = [interval_months(text) or 1 for text in intervals]
    values = [
        _CONTEXT.divide(amount, Decimal(count)).quantize(_LAST_PLACE, ROUND_HALF_UP, _CONTEXT)
        for amount, count in zip(amounts, months, strict=True)
    ]
    return pl.Series("mrr", values, dtype=AMOUNT)


def _problems(frame: pl.DataFrame, cells: Cells, options: Input) -> Iterator[Problem]:
    columns = frame.select(LINE_COLUMN, "start", "end", "interval").iter_rows()
    last_days = []
    for line, start, end, interval in columns:
        if start and end and end < start:
            yield cells.raw.problem(
                f"the subscription ends on {end}, before it starts on {start}",
                "Correct the dates in the billing system.",
                line=line,
                column=cells.headers.get("end", "end"),
                value=str(end),
            )
        if interval and interval_months(interval) is None:
            yield cells.raw.problem(
                f"{interval!r} is not an interval",
                f'Expected {KNOWN}; write "{interval}" = "month", or whichever it is, under '
                "{values.interval}.",
                line=line,
                column=cells.headers.get("interval", "interval"),
                value=interval,
            )
        if end and end.day == calendar.monthrange(end.year, end.month)[1]:
            last_days.append((line, end))
    if last_days and options.end is None:
        line, end = last_days[0]
        yield cells.raw.problem(
            f"{end} is the last day of a month: it may be the last day that was paid for, or the "
            f"first that was not ({len(last_days)} such rows)",
            'Say which: write end = "inclusive" (the last day paid for) or end = "exclusive" '
            "under {section}.",
            line=line,
            column=cells.headers.get("end", "end"),
            value=str(end),
        )


subscriptions = Shape(
    "subscriptions",
    fits=lambda cells, table: table.becomes == "recurring_revenue",
    columns="subscriptions",
    finish=_finish,
    starts=first_month,
)
