"""One row per payment that recurs: spread over the months that its interval says it pays for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._service import per_month
from reportgen.intake.shapes.subscriptions import interval_months
from reportgen.pack_input import Input
from reportgen.period import Period, first_day, month_label, month_number
from reportgen.problem import Problem, Severity

SAME_THING = ("customer_id", "product_line", "plan", "currency")
LEADING = ("customer_id", "month", "mrr")
OWN = ("date", "amount", "interval", "refunded", "status")


@dataclass(frozen=True)
class _Payment:
    """`first` is the month in which it was made, `months` how many it pays for from there on."""

    number: int
    first: int
    months: int
    amount: Decimal
    stated: bool


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """A row per payment and month that it pays for, up to the report period.

    A payment is no recurring revenue until it is said to be: `interval` says for how long each pays,
    from the month in which it was made. One that failed or was given back in full is none; a part
    given back lowers nothing, as no refund does. Two for the same months are refused, and so is one of
    another amount between two alike: somebody bought something besides.
    """
    if {"customer_id", "date", "amount", "interval"} - set(frame.columns):
        return frame, []
    problems = list(_unknown_intervals(frame, cells))
    if problems:
        return frame, problems
    kept, warnings = _kept(frame, cells)
    payments = _payments(kept)
    problems = [problem for own in payments.values() for problem in _problems(own, cells)]
    if problems:
        return frame, problems
    every = {payment.number: payment for own in payments.values() for payment in own}
    rows = [(p.number, p, months) for p in every.values() for months in [range(p.months)]]
    spread = pl.DataFrame(
        {
            LINE_COLUMN: [number for number, _, months in rows for _ in months],
            "month": [first_day(p.first + at) for _, p, months in rows for at in months],
            "mrr": [v for _, p, months in rows for v in per_month(p.amount, (1,) * len(months))],
        },
        schema={LINE_COLUMN: pl.UInt32(), "month": pl.Date(), "mrr": AMOUNT},
    )
    if "kind" in kept.columns:
        once = kept.filter(pl.col("kind").fill_null("recurring") != "recurring")
        month = pl.col("date").dt.month_start()
        alone = once.select(LINE_COLUMN, month=month, mrr=pl.col("amount"))
        spread = pl.concat([spread, alone])
    spread = spread.filter(pl.col("month") <= first_day(period.last))
    if options.complete_from:
        since = date.fromisoformat(f"{options.complete_from}-01")
        spread = spread.filter(pl.col("month") >= since)
    else:
        warnings += _early(list(every.values()), cells)
    rest = [name for name in kept.columns if name not in OWN]
    made = spread.join(kept.select(rest), on=LINE_COLUMN, how="left", maintain_order="left")
    made = made.with_columns(subscription_id=pl.col(LINE_COLUMN).cast(pl.String))
    return made.select(*LEADING, pl.exclude(LEADING)), warnings


def _unknown_intervals(frame: pl.DataFrame, cells: Cells) -> Iterator[Problem]:
    for number, interval in frame.select(LINE_COLUMN, "interval").iter_rows():
        months = interval_months(interval) if interval else Fraction(1)
        if months is None or months.denominator != 1:
            yield cells.raw.problem(
                f"{interval!r} is not an interval of whole months",
                f'Expected month, quarter, year or 18 months; write "{interval}" = "month", or '
                "whichever it is, under {values.interval}; weekly payments belong among subscriptions.",
                line=number,
                column=cells.headers.get("interval", "interval"),
                value=interval,
            )


def _kept(frame: pl.DataFrame, cells: Cells) -> tuple[pl.DataFrame, list[Problem]]:
    """Payments that were made and not given back in full, and how many of the latter there were."""
    if "status" in frame.columns:
        frame = frame.filter((pl.col("status") != "failed").fill_null(True))
    if "refunded" not in frame.columns:
        return frame, []
    back = (pl.col("refunded") >= pl.col("amount")).fill_null(False) & (pl.col("amount") > 0)
    gone = frame.filter(back)
    warnings = []
    if gone.height:
        many = "1 payment was" if gone.height == 1 else f"{gone.height} payments were"
        what = f"{many} given back in full and left out"
        advice = "If a customer keeps the service all the same, take the refund out of the export."
        number, column = gone[LINE_COLUMN][0], cells.headers.get("refunded", "refunded")
        severity = Severity.WARNING
        warnings = [cells.raw.problem(what, advice, line=number, column=column, severity=severity)]
    return frame.filter(~back), warnings


def _payments(frame: pl.DataFrame) -> dict[tuple[str | None, ...], list[_Payment]]:
    """Recurring payments by what they are for, in the order in which they were made."""
    names = [name for name in SAME_THING if name in frame.columns]
    kinds = frame["kind"] if "kind" in frame.columns else [None] * frame.height
    columns = (frame[name] for name in (LINE_COLUMN, "date", "amount", "interval"))
    found: dict[tuple[str | None, ...], list[_Payment]] = defaultdict(list)
    keys = frame.select(names).iter_rows()
    for key, number, day, amount, interval, kind in zip(keys, *columns, kinds, strict=True):
        if kind in (None, "recurring"):
            months = int(interval_months(interval) or 1)
            payment = _Payment(number, month_number(day), months, amount, kind is not None)
            found[key].append(payment)
    return {key: sorted(own, key=lambda one: (one.first, one.number)) for key, own in found.items()}


def _problems(own: list[_Payment], cells: Cells) -> Iterator[Problem]:
    for before, now in pairwise(own):
        if now.first < before.first + before.months:
            yield cells.raw.problem(
                f"the payment is for {month_label(now.first)}, for which the one on line "
                f"{before.number} pays already",
                "A late payment belongs to the month it was due in, one for something else needs kind = "
                "one_off; invoice lines with their periods (table invoice_lines) say both.",
                line=now.number,
                column=cells.headers.get("date", "date"),
            )
    for before, now, after in zip(own, own[1:], own[2:], strict=False):
        if before.amount == after.amount != now.amount and not now.stated:
            yield cells.raw.problem(
                f"the payment of {now.amount.normalize():f} stands between two of "
                f"{before.amount.normalize():f}: something besides the subscription may be in it",
                "Put what was bought once on a row of its own with kind = one_off; or write kind = "
                "recurring on this row if that is what the subscription cost.",
                line=now.number,
                column=cells.headers.get("amount", "amount"),
                value=f"{now.amount.normalize():f}",
            )


def _early(every: list[_Payment], cells: Cells) -> list[Problem]:
    """The first months of a file of long intervals: who paid before it is not in them."""
    longest = max((payment.months for payment in every), default=1)
    if longest == 1:
        return []
    first = min(payment.first for payment in every)
    return [
        cells.raw.problem(
            f"the first payment is of {month_label(first)} and the longest pays for {longest} months: "
            f"who paid before is missing from the months up to {month_label(first + longest - 2)}",
            'Write under {section} from which month on everybody is in the file, complete_from = "'
            f'{month_label(first + longest - 1)}" or, if it holds all payments there ever were, '
            f'"{month_label(first)}".',
            severity=Severity.WARNING,
        )
    ]


payments = Shape("payments", columns="payments", finish=_finish, whole=True)
