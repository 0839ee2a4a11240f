"""Invoice lines of one customer against each other: what a credit takes back, what was billed twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.intake.shapes._service import CENTS, Service

CENT = Decimal(1).scaleb(-CENTS)
Span = tuple[date, date]


@dataclass(frozen=True)
class Line:
    """One invoice line of recurring revenue.

    number  its physical line
    key     whose and for what it is: two lines with the same are for the same thing
    """

    number: int
    key: tuple[str | None, ...]
    amount: Decimal
    service: Service

    @property
    def span(self) -> Span:
        """From its first day up to the day after its last one."""
        return self.service.start, self.service.after


def taken_back(lines: Iterable[Line]) -> dict[int, int]:
    """Line of a credit -> line of the charge of which it takes back a time.

    A credit does so when it is for a part of the charge's time (or all of it) and for what that part
    costs, give or take a day of it: systems count hours. Any other credit is a rebate.
    """
    return {credit.number: charge.number for credit, charge in _pairs(lines)}


def billed_twice(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Pairs of lines, the earlier one first, that are for the same thing at the same time."""
    lines = list(lines)
    gone: dict[int, list[Span]] = defaultdict(list)
    for credit, charge in _pairs(lines):
        gone[charge.number].append(credit.span)
    for group in _groups(line for line in lines if line.amount > 0):
        spans = sorted(
            (*span, line.number) for line in group for span in _left(line, gone[line.number])
        )
        latest: tuple[date, int] | None = None
        for start, after, number in spans:
            if latest and start < latest[0]:
                yield latest[1], number
            if latest is None or after > latest[0]:
                latest = after, number


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    groups: dict[tuple[str | None, ...], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.key].append(line)
    return list(groups.values())


def _pairs(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Each credit that takes back a time, with its charge; no time is taken back twice."""
    for group in _groups(lines):
        credits = sorted(
            (one for one in group if one.amount < 0), key=lambda one: (*one.span, one.number)
        )
        charges = [line for line in group if line.amount > 0]
        gone: dict[int, list[Span]] = defaultdict(list)
        for credit in credits:
            near = [
                charge
                for charge in charges
                if _costs_as_much(credit, charge)
                and any(_within(credit.span, span) for span in _left(charge, gone[charge.number]))
            ]
            if near:
                charge = min(near, key=lambda one: (one.span != credit.span, *one.span, one.number))
                gone[charge.number].append(credit.span)
                yield credit, charge


def _costs_as_much(credit: Line, charge: Line) -> bool:
    """Whether a credit is what a part of a charge costs, by its months or by its days."""
    if not _within(credit.span, charge.span):
        return False
    days = Decimal((charge.service.after - charge.service.start).days)
    part = Decimal((credit.service.after - credit.service.start).days)
    day = charge.amount / days
    shares = [part / days]
    months, all_months = credit.service.whole_months, charge.service.whole_months
    if months and all_months:
        shares.append(Decimal(months) / all_months)
    return any(abs(charge.amount * share + credit.amount) <= max(day, CENT) for share in shares)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _left(line: Line, gone: Iterable[Span]) -> list[Span]:
    """The times of a line without those that were taken back."""
    left = [line.span]
    for start, after in gone:
        left = [
            piece
            for begin, end in left
            for piece in ((begin, min(end, start)), (max(begin, after), end))
            if piece[0] < piece[1]
        ]
    return left
