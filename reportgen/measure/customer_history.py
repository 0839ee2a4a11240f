"""Movements and first payments of all customers of a large table, some customers at a time.

What is asked of one customer needs no other: no more than a few shares of the rows are held twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import polars as pl

from reportgen.intake.series import ROWS_AT_A_TIME, shares
from reportgen.measure.customer_months import Rates, movements
from reportgen.measure.revenue_lines import first_paid_of, lines_of, recurring
from reportgen.measure.turning_points import turning_points

COLUMNS = ("customer_id", "product_line", "currency", "month", "mrr", "kind", "seats")
AT_ONCE = 2


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
    moved, paid = [], []
    for rows in _turning_points(table, rates, last, at_a_time):
        lines = lines_of(rows, rates, last)
        paid.append(first_paid_of(lines, customers, covered[0] if covered else None))
        moved.append(movements(lines, rates, paid[-1], months))
    return pl.concat(moved), pl.concat(paid)


def _turning_points(
    table: pl.DataFrame, rates: Rates, last: int, at_a_time: int
) -> Iterator[pl.DataFrame]:
    """What is left of the table, about so many rows at a time, all of a customer together."""
    columns = table.select(name for name in COLUMNS if name in table.columns)

    def of(share: slice | pl.Series) -> pl.DataFrame:
        return turning_points(recurring(columns[share]), rates, last)

    left: list[pl.DataFrame] = []
    for rows in _ahead(of, shares(columns, "customer_id", at_a_time)):
        left.append(rows)
        if sum(rows.height for rows in left) >= at_a_time:
            yield pl.concat(left)
            left = []
    if left:
        yield pl.concat(left)


def _ahead(
    of: Callable[[slice | pl.Series], pl.DataFrame], places: Iterable[slice | pl.Series]
) -> Iterator[pl.DataFrame]:
    """`of` each, in order, while the next few are worked out already; not more than fit in memory."""
    with ThreadPoolExecutor(AT_ONCE) as workers:
        begun: deque[Future[pl.DataFrame]] = deque()
        for share in places:
            begun.append(workers.submit(of, share))
            if len(begun) > AT_ONCE:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
