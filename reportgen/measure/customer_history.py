"""Movements and first payments of all customers of a large table, some customers at a time.

What is asked of one customer needs no other: no more than a few shares of the rows are held twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import polars as pl

from reportgen.intake.series import ROWS_AT_A_TIME, shares
from reportgen.measure.customer_months import Rates, movements
from reportgen.measure.revenue_lines import first_paid_of, lines_of, recurring
from reportgen.measure.turning_points import turning_points

COLUMNS = ("customer_id", "product_line", "currency", "month", "mrr", "kind", "seats")
AT_ONCE = 2
# Mostly few rows are left of a share, and so many of them together are worth a call.
LEFT = 4

Given = TypeVar("Given")
Made = TypeVar("Made")


def customer_history(
    table: pl.DataFrame,
    rates: Rates,
    last: int,
    customers: pl.DataFrame | None,
    covered: tuple[int, int] | None,
    months: tuple[int, int] | None,
    at_a_time: int = ROWS_AT_A_TIME,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """See `movements` and `first_paid_of`; customers in codes, where the table has them so.

    last     the number of the last month that counts
    covered  the first and the last month of the export, None when it is not known
    months   the months whose movements are wanted, all when None
    """
    columns = table.select(name for name in COLUMNS if name in table.columns)

    def left_of(share: slice | pl.Series) -> pl.DataFrame:
        return turning_points(recurring(columns[share]), rates, last)

    def history_of(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        lines = lines_of(rows, rates, last)
        paid = first_paid_of(lines, customers, covered[0] if covered else None)
        return movements(lines, rates, paid, months), paid

    with ThreadPoolExecutor(AT_ONCE) as workers:
        left = _ahead(workers, left_of, shares(columns, "customer_id", at_a_time))
        parts = list(_ahead(workers, history_of, _together(left, at_a_time // LEFT)))
    return pl.concat(moved for moved, _ in parts), pl.concat(paid for _, paid in parts)


def _ahead(
    workers: ThreadPoolExecutor, of: Callable[[Given], Made], given: Iterable[Given]
) -> Iterator[Made]:
    """`of` each, in order, while the next are worked out already: no more than fit in memory."""
    begun: deque[Future[Made]] = deque()
    for one in given:
        begun.append(workers.submit(of, one))
        if len(begun) > AT_ONCE:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def _together(frames: Iterable[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """Frames put together until they have so many rows."""
    waiting: list[pl.DataFrame] = []
    for frame in frames:
        waiting.append(frame)
        if sum(frame.height for frame in waiting) >= rows:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)
