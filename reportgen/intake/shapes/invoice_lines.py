"""One row per invoice line, with the time that it pays for: spread over the months of service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from reportgen.intake.amount import AMOUNT
from reportgen.intake.cells import Cells
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.shape import Finished, Shape
from reportgen.intake.shapes._billing import CENT, Line, billed_twice, taken_back
from reportgen.intake.shapes._service import Service, in_cents, per_month, weights_of
from reportgen.pack_input import Input
from reportgen.period import Period, first_day, month_label, month_number
from reportgen.problem import Problem, Severity

# What tells lines of one customer apart, as far as the file has it.
SAME_THING = ("customer_id", "subscription_id", "product_line", "plan", "currency")
NOT_BILLED = ("void", "draft")
LEADING = ("customer_id", "month", "mrr")
OWN = (
    "invoice_id",
    "date",
    "period_start",
    "period_end",
    "amount",
    "status",
    "subscription_id",
    "further_discount",
)


@dataclass(frozen=True)
class _Row:
    """A line of the file; `service` is None when it names no time, `kind` what it is read as."""

    number: int
    amount: Decimal
    kind: str
    service: Service | None
    day: date | None
    key: tuple[str | None, ...]
    product: tuple[str | None, ...]
    seats: Decimal | None

    @property
    def recurs(self) -> bool:
        return self.kind == "recurring" and self.service is not None


def _finish(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """A row per line and month of its service, up to the report period.

    A line of whole months gives each of them an equal part, whatever the day on which they begin:
    mrr to twelve places, so that no cent more looks like an expansion, and recognised_revenue in whole
    cents that add up to the line, by the largest remainder. Other periods follow `proration`. A line
    without a period is one-off, void and draft invoices are none, a credit lowers its own months.
    """
    if {"customer_id", "period_start", "period_end", "amount"} - set(frame.columns):
        return frame, []
    if "status" in frame.columns:
        frame = frame.filter(~pl.col("status").is_in(NOT_BILLED).fill_null(False))
    if "further_discount" in frame.columns:
        # A discount is written without a sign; that of a credit gives back less.
        discount = pl.col("further_discount").fill_null(0)
        signed = pl.when(pl.col("amount") < 0).then(-discount).otherwise(discount)
        frame = frame.with_columns(amount=(pl.col("amount") - signed).cast(AMOUNT))
    problems = list(_date_problems(frame, cells, options))
    if problems:
        return frame, problems
    rows = list(_rows(frame, options))
    problems = list(_row_problems(rows, cells, options))
    billed = [Line(r.number, r.key, r.amount, r.service) for r in rows if r.recurs and r.service]
    if not options.overlap:
        problems += _twice(billed, cells)
    if problems:
        return frame, problems
    spread = _spread(rows, taken_back(billed), options)
    spread, negative = _settled(spread, rows, cells)
    last = first_day(period.last)
    spread = spread.filter(pl.col("month") <= last)
    if options.complete_from:
        since = date.fromisoformat(f"{options.complete_from}-01")
        spread = spread.filter(pl.col("month") >= since)
    else:
        negative += _early(rows, cells)
    rest = [name for name in frame.columns if name not in (*OWN, "seats", "kind")]
    made = spread.join(frame.select(rest), on=LINE_COLUMN, how="left", maintain_order="left")
    made = made.with_columns(subscription_id=pl.col(LINE_COLUMN).cast(pl.String))
    made = made if "seats" in frame.columns else made.drop("seats")
    return made.select(*LEADING, pl.exclude(LEADING)), negative


def _after(end: date, options: Input) -> date:
    return end + timedelta(days=1) if options.end == "inclusive" else end


def _rows(frame: pl.DataFrame, options: Input) -> Iterator[_Row]:
    def cells(name: str) -> list[object]:
        return frame[name].to_list() if name in frame.columns else [None] * frame.height

    keys = zip(*(cells(name) for name in SAME_THING), strict=True)
    products = zip(
        *(cells(name) for name in ("customer_id", "product_line", "currency")), strict=True
    )
    names = (LINE_COLUMN, "amount", "kind", "period_start", "period_end", "date", "seats")
    every = zip(*(cells(name) for name in names), keys, products, strict=True)
    for number, amount, kind, start, end, day, seats, key, product in every:
        # A time of no days is how systems write that there is none.
        served = start and end and start < _after(end, options)
        service = Service(start, _after(end, options)) if served else None
        read_as = kind or ("recurring" if service else "one_off")
        yield _Row(number, amount, read_as, service, start or day, key, product, seats)


def _date_problems(frame: pl.DataFrame, cells: Cells, options: Input) -> Iterator[Problem]:
    """Periods that cannot be, and ends of which nobody said what they mean."""
    start, end = cells.headers.get("period_start", ""), cells.headers.get("period_end", "")
    dates = frame.select(LINE_COLUMN, "period_start", "period_end")
    for number, first, last in dates.filter(
        pl.col("period_start").is_null() != pl.col("period_end").is_null()
    ).iter_rows():
        yield cells.raw.problem(
            f"the service period has {'a start but no end' if first else 'an end but no start'}",
            "Fill in both, or neither when the line is one-off.",
            line=number,
            column=end if first else start,
            value=str(first or last),
        )
    turned = dates.filter(pl.col("period_end") < pl.col("period_start"))
    for number, first, last in turned.iter_rows():
        yield cells.raw.problem(
            f"the service period ends on {last}, before it starts on {first}",
            "Correct the dates in the system that the export comes from.",
            line=number,
            column=end,
            value=str(last),
        )
    both = dates.drop_nulls().filter(pl.col("period_end") >= pl.col("period_start"))
    if both.height and options.end is None:
        number, first, last = both.row(0)
        one_more = Service(first, last + timedelta(days=1)).whole_months
        as_it_is = first < last and Service(first, last).whole_months
        hint = (
            "read as the last day of service it makes whole months"
            if one_more and not as_it_is
            else "read as the first day after the service it makes whole months"
            if as_it_is and not one_more
            else "either way it makes no whole months, or both ways it does"
        )
        yield cells.raw.problem(
            f"the period from {first} to {last} may include its end or not: {hint}",
            'Say which: write end = "inclusive" (the last day itself) or end = "exclusive" '
            "under {section}.",
            line=number,
            column=end,
            value=str(last),
        )


def _row_problems(rows: list[_Row], cells: Cells, options: Input) -> Iterator[Problem]:
    """Lines of which nobody can say in which months they belong."""
    for row in rows:
        if row.kind == "recurring" and row.service is None:
            yield cells.raw.problem(
                "the line recurs but has no service period, so that nobody can say which months it "
                "pays for",
                "Fill in the period, or the kind one_off when it pays for none.",
                line=row.number,
                column=cells.headers.get("period_start", "period_start"),
            )
        elif row.service is None and row.day is None:
            yield cells.raw.problem(
                "the line has neither a service period nor a date",
                "Fill in the date of its invoice.",
                line=row.number,
                column=cells.headers.get("date", "period_start"),
            )
    odd = [r for r in rows if r.recurs and r.service and r.service.whole_months is None]
    if odd and options.proration is None:
        first = odd[0].service
        assert first is not None
        days = (first.after - first.start).days
        yield cells.raw.problem(
            f"the service period from {first.start} up to {first.after} ({days} days) is not one of "
            f"whole months ({len(odd)} such lines)",
            'Say how to spread such lines: proration = "days" (by the days in each month) or '
            'proration = "months" (alike over the months on whose last day they run) under '
            '{section}; when the end is the last day of service, end = "inclusive".',
            line=odd[0].number,
            column=cells.headers.get("period_end", "period_end"),
            value=str(first.after),
        )


def _twice(billed: list[Line], cells: Cells) -> list[Problem]:
    return [
        cells.raw.problem(
            f"the line bills the same customer and product for a time that line {earlier} bills "
            "already",
            "Take one of the two away, or add the credit that takes it back. When they are for "
            "different things, name the column that tells them apart (subscription_id, product_line "
            "or plan) under columns of {section}; when an upgrade is billed as the difference, "
            'write overlap = "add" there.',
            line=number,
            column=cells.headers.get("period_start", "period_start"),
        )
        for earlier, number in billed_twice(billed)
    ]


def _spread(rows: list[_Row], credits: dict[int, int], options: Input) -> pl.DataFrame:
    """Columns: source_line, month, mrr, recognised_revenue, seats, kind; a row per line and month."""
    made: dict[str, list[object]] = {
        name: [] for name in (LINE_COLUMN, "month", "mrr", "recognised_revenue", "seats", "kind")
    }
    for row in rows:
        if row.recurs and row.service:
            months, weights = weights_of(row.service, options.proration)
        else:
            # No recurring revenue, so that nothing hangs on the month but the year.
            assert row.day is not None
            months, weights = (month_number(row.day),), (1,)
        seats = row.seats
        if seats is not None and row.amount < 0:
            seats = -seats.copy_abs() if row.number in credits else Decimal(0)
        made[LINE_COLUMN] += [row.number] * len(weights)
        made["month"] += [first_day(month) for month in months]
        made["mrr"] += per_month(row.amount, weights)
        made["recognised_revenue"] += in_cents(row.amount, weights)
        made["seats"] += [seats] * len(weights)
        made["kind"] += [row.kind] * len(weights)
    types = {"mrr": AMOUNT, "recognised_revenue": AMOUNT, "seats": AMOUNT, "month": pl.Date()}
    return pl.DataFrame(
        made,
        schema={
            LINE_COLUMN: pl.UInt32(),
            **{n: types.get(n, pl.String()) for n in made if n != LINE_COLUMN},
        },
    )


def _settled(
    spread: pl.DataFrame, rows: list[_Row], cells: Cells
) -> tuple[pl.DataFrame, list[Problem]]:
    """What is left of a month after its credits: never below zero, and no odd cent.

    A credit is rounded to the cent by whoever wrote it; what it leaves of its line, or takes too much,
    up to a cent for each line, is no revenue. The credit's own row takes it.
    """
    credited = [row for row in rows if row.recurs and row.amount < 0]
    if not credited:
        return spread, []
    products = {row.number: row.product for row in rows if row.recurs}
    touched = {row.product for row in credited}
    groups: dict[tuple[tuple[str | None, ...], date], list[int]] = defaultdict(list)
    places = spread.select(LINE_COLUMN, "month").iter_rows()
    for place, (number, month) in enumerate(places):
        if products.get(number) in touched:
            groups[products[number], month].append(place)
    lines, mrr = spread[LINE_COLUMN].to_list(), spread["mrr"].to_list()
    problems: dict[int, Problem] = {}
    for (product, month), places_of in groups.items():
        lowest = min(places_of, key=lambda place: (mrr[place], lines[place]))
        left = sum(mrr[place] for place in places_of)
        if mrr[lowest] >= 0:
            continue
        if abs(left) <= CENT * len(places_of):
            mrr[lowest] -= left
        elif left < 0:
            problems.setdefault(
                lines[lowest], _below_zero(lines[lowest], product, month, left, cells)
            )
    return spread.with_columns(pl.Series("mrr", mrr, dtype=AMOUNT)), list(problems.values())


def _below_zero(
    number: int, product: tuple[str | None, ...], month: date, left: Decimal, cells: Cells
) -> Problem:
    return cells.raw.problem(
        f"the credit takes back more than was billed: customer {product[0]} would have "
        f"{left.quantize(CENT)} in {month:%Y-%m}",
        "Give it the service period and the product of the line that it takes back, or take that "
        "line into the export; without a service period it lowers no month.",
        line=number,
        column=cells.headers.get("amount", "amount"),
    )


def _early(rows: list[_Row], cells: Cells) -> list[Problem]:
    """The first months of a file of long lines: who was invoiced before it is not in them."""
    spans = [row.service.months for row in rows if row.recurs and row.service and row.amount > 0]
    longest = max(map(len, spans), default=1)
    if longest == 1:
        return []
    first = min(span.start for span in spans)
    return [
        cells.raw.problem(
            f"the first line pays from {month_label(first)} and the longest for {longest} months: who "
            f"was invoiced before is missing from the months up to {month_label(first + longest - 2)}",
            'Write under {section} from which month on everybody is in the file, complete_from = "'
            f'{month_label(first + longest - 1)}" or, if it holds all invoices there ever were, '
            f'"{month_label(first)}".',
            severity=Severity.WARNING,
        )
    ]


invoice_lines = Shape("invoice_lines", columns="invoice_lines", finish=_finish, whole=True)
