"""One row per subscription, with start and end: expanded to the months in which it ran."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import END_COLUMN, LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._spans import first_month_after, month_number_of, span_problems
from reportgen.pack_input import Input
from reportgen.period import Period, month_number
from reportgen.problem import Problem

_INTERVALS = {
    1: "month months monthly per_month mo m manad manadsvis maned manedlig monat monatlich kuukausi "
    "kuukausittain kk",
    3: "quarter quarters quarterly per_quarter q kvartal kvartalsvis quartal vierteljahrlich quartalsweise "
    "neljannesvuosi neljannesvuosittain",
    6: "half_year halfyear half_yearly semiannual semi_annual biannual halvar halvarsvis "
    "halvarlig halbjahr halbjahrlich puolivuosi puolivuosittain",
    12: "year years yearly annual annually per_year y ar arsvis arlig arlich jahr jahrlich vuosi "
    "vuosittain",
    24: "biennial two_years",
}
# A year has 52 weeks, not 48: four weeks are less than a month.
WEEK = Fraction(12, 52)
_SHORT = {
    WEEK: "week weeks weekly per_week wk vecka veckor veckovis uge uger ugentlig uke uker ukentlig "
    "woche wochen wochentlich viikko viikkoa viikoittain",
    2 * WEEK: "biweekly fortnight fortnightly every_two_weeks",
}
INTERVALS = {
    **{word: Fraction(months) for months, words in _INTERVALS.items() for word in words.split()},
    **{word: months for months, words in _SHORT.items() for word in words.split()},
}
_MONTHS = r"(\d{1,3})_?(?:months?|mo|m|man|manader|maneder|mdr|monate|kuukautta|kk)"
_WEEKS = r"(\d{1,3})_?(?:weeks?|wk|veckor|uger|uker|wochen|viikkoa)"
_YEARS = r"(\d{1,2})_?(?:years?|y|ar|jahre|vuotta)"
KNOWN = "week, month, quarter, half-year, year or a number of them like 18 months"
# Wide enough for 24 + 12 digits and the quotient's; exact before it is rounded once.
_CONTEXT = Context(prec=80)
_LAST_PLACE = Decimal("1e-12")


def interval_months(text: str) -> Fraction | None:
    """`quarter` -> 3, `18 månader` -> 18, `2 years` -> 24, `week` -> 12/52; None for no interval."""
    word = normalised(text)
    if word in INTERVALS:
        return INTERVALS[word]
    for pattern, months in (
        (_MONTHS, Fraction(1)),
        (_YEARS, Fraction(12)),
        (_WEEKS, WEEK),
    ):
        if match := re.fullmatch(pattern, word):
            return months * int(match[1]) or None
    return None


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """A row per month in which a subscription ran on the last day, up to the report period.

    mrr is the amount (times seats, when it is that of one) divided by the months of its interval,
    to twelve places, half up. A month whose last day lies within the trial is not paid for.
    """
    needed = {"start", "end", "amount", "interval"} - set(frame.columns)
    if needed:
        return frame, []
    problems = [*_problems(frame, cells, options), *_unit_problems(frame, cells, options)]
    if problems:
        return frame, problems
    spans = frame.with_columns(
        first=pl.max_horizontal(month_number_of("start"), _paid_from(frame)),
        after=first_month_after(options).fill_null(period.last + 1),
        mrr=_per_month(frame, options),
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
    rows = rows.rename({"end": END_COLUMN})
    dropped = ["start", "trial_end", "amount", "interval", "interval_count", "first"]
    dropped += ["after", "number"]
    rest = [name for name in rows.columns if name not in (*leading, *dropped)]
    return rows.select(*leading, *rest), []


def first_month(frame: pl.DataFrame) -> int | None:
    """The month of the first start: from there on the history is known to be complete."""
    starts = frame["start"].min() if "start" in frame.columns else None
    return month_number(starts) if isinstance(starts, date) else None


def _paid_from(frame: pl.DataFrame) -> pl.Expr:
    """The month in which the trial ends; that of the start where there was none."""
    return month_number_of("trial_end") if "trial_end" in frame.columns else pl.lit(None, pl.Int32)


def _per_month(frame: pl.DataFrame, options: Input) -> pl.Series:
    months = [interval_months(text) or Fraction(1) for text in frame["interval"]]
    ones = [Decimal(1)] * frame.height
    counts = frame["interval_count"] if "interval_count" in frame.columns else ones
    units = frame["seats"] if options.amount_of == "unit" else ones
    every = zip(frame["amount"], months, counts, units, strict=True)
    values = [
        _CONTEXT.divide(
            _CONTEXT.multiply(_CONTEXT.multiply(amount, unit), Decimal(interval.denominator)),
            _CONTEXT.multiply(Decimal(interval.numerator), count),
        ).quantize(_LAST_PLACE, ROUND_HALF_UP, _CONTEXT)
        for amount, interval, count, unit in every
    ]
    return pl.Series("mrr", values, dtype=AMOUNT)


def _unit_problems(frame: pl.DataFrame, cells: Cells, options: Input) -> Iterator[Problem]:
    """Rows of several units of which nobody said whether the amount is for all of them."""
    wanted = options.amount_of
    if "seats" not in frame.columns:
        if wanted == "unit":
            yield cells.raw.problem(
                "the amounts are those of one unit, and no column says how many there are",
                'Write seats = … under columns of {section}, or set amount_of = "row".',
                line=cells.raw.header_line,
            )
        return
    header = cells.headers.get("seats", "seats")
    lines, seats = frame[LINE_COLUMN], frame["seats"]
    if wanted == "unit" and seats.null_count():
        yield cells.raw.problem(
            "the amount is that of one unit, and it is blank how many there are",
            "Fill it in.",
            line=lines[int(seats.is_null().arg_true()[0])],
            column=header,
        )
    several = (seats.is_not_null() & (seats != 1)).arg_true()
    if wanted == "undeclared" and len(several):
        place = several[0]
        yield cells.raw.problem(
            f"{len(several)} rows have another quantity than one, and the export does not say "
            "whether its amount is that of one unit or of the whole row",
            'Look one up and write amount_of = "unit" or amount_of = "row" under {section}.',
            line=lines[place],
            column=header,
            value=f"{seats[place].normalize():f}",
        )


def _problems(frame: pl.DataFrame, cells: Cells, options: Input) -> Iterator[Problem]:
    yield from span_problems(
        frame, cells, options, "the subscription", "the last day that was paid for"
    )
    for line, interval in frame.select(LINE_COLUMN, "interval").iter_rows():
        if interval and interval_months(interval) is None:
            yield cells.raw.problem(
                f"{interval!r} is not an interval",
                f'Expected {KNOWN}; write "{interval}" = "month", or whichever it is, under '
                "{values.interval}.",
                line=line,
                column=cells.headers.get("interval", "interval"),
                value=interval,
            )


subscriptions = Shape(
    "subscriptions",
    columns="subscriptions",
    finish=_finish,
    starts=first_month,
)
