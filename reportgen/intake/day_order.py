"""Which number of a column's slash dates is the day: by which cells it is decided, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from reportgen.intake.codes import by_cell, distinct
from reportgen.intake.day import Order, forms_of, how_to_declare, order_of, slashed
from reportgen.intake.dialect import Seen

WORDS = {Order.DAY_FIRST: "day", Order.MONTH_FIRST: "month"}


@dataclass(frozen=True)
class DayOrder:
    """What the slash dates of a column say of their order.

    proved  order -> the first cell that can only be read in it
    open    the first cell that either order reads, as different days
    """

    proved: Mapping[Order, Seen] = field(default_factory=dict)
    open: Seen | None = None

    def with_later(self, later: DayOrder) -> DayOrder:
        """Together with what rows further down say."""
        return DayOrder({**later.proved, **self.proved}, self.open or later.open)


def day_order_of(text: pl.Series, row: Callable[[int], Seen]) -> DayOrder:
    """What a column's slash dates say. row: place -> the cell there, and where it is found."""
    telling: dict[Order | None, list[str]] = {}
    for cell in distinct(text):
        numbers = slashed(cell)
        if numbers is None:
            continue
        orders = order_of([cell])
        for order in orders:
            telling.setdefault(order, []).append(cell)
        if not orders and numbers[0] != numbers[1]:
            telling.setdefault(None, []).append(cell)
    first = {order: row(_first(text, cells)) for order, cells in telling.items()}
    opened = first.pop(None, None)
    return DayOrder({order: seen for order, seen in first.items() if order}, opened)


def _first(text: pl.Series, cells: list[str]) -> int:
    place = by_cell(text, lambda seen: seen.is_in(cells)).fill_null(False).arg_max()
    assert place is not None
    return place


def why_both_orders(found: DayOrder) -> tuple[Seen, str, str]:
    """The first cell of a column that has dates in both orders, what is wrong, and what to write."""
    (order, first), (_, second) = sorted(found.proved.items(), key=lambda item: item[1].place)
    other = WORDS[Order.MONTH_FIRST if order is Order.DAY_FIRST else Order.DAY_FIRST]
    what = (
        f"{first.cell!r} has the {WORDS[order]} first, and {second.cell!r} (line {second.line}) the "
        f"{other}: this column has dates in both orders"
    )
    advice = (
        f"Write all of them in one way, like 2026-09-30. {how_to_declare(first.cell)} It points out "
        "the others."
    )
    return first, what, advice


def decided_by(found: DayOrder) -> str:
    """`with the month first, as '08/15/2026' on line 2 has it`."""
    ((order, seen),) = found.proved.items()
    return f"with the {WORDS[order]} first, as {seen.cell!r} on line {seen.line} has it"


def how_read(found: DayOrder) -> tuple[Seen, str, str] | None:
    """The cell that decides how a column is read, how that is, and what to declare.

    None where no cell could be read in the other order.
    """
    if found.open is None or len(found.proved) != 1:
        return None
    ((order, seen),) = found.proved.items()
    first, second, year = slashed(found.open.cell) or (0, 0, 0)
    day_first, month_first = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    ours, theirs = forms_of(found.open.cell)
    other = Order.MONTH_FIRST
    if order is Order.MONTH_FIRST:
        day_first, month_first, ours, theirs = month_first, day_first, theirs, ours
        other = Order.DAY_FIRST
    what = (
        f"{seen.cell!r} can only have the {WORDS[order]} first, so the whole column is read so: "
        f"{found.open.cell!r} (line {found.open.line}) as {day_first}, not {month_first}"
    )
    advice = (
        f'If that is right, write date_format = "{ours}" under {{section}}. If its dates have the '
        f'{WORDS[other]} first, correct this line and write date_format = "{theirs}".'
    )
    return seen, what, advice
