"""Efficiency of sales: the halves of the magic number in its two forms."""

from __future__ import annotations

import polars as pl

from reportgen.measure.acquisition import sales_and_marketing, subscription_revenue
from reportgen.measure.books import Books
from reportgen.measure.shape import Formula, Shape, Total
from reportgen.period import PeriodKind

QUARTER_BEFORE = {PeriodKind.QUARTER: 3}


def rise_of_revenue(books: Books) -> Formula:
    """Recurring revenue of the quarter less that of the quarter before, times four."""
    now = subscription_revenue(books)
    exact = (pl.col("now.exact") - pl.col("before.exact")) * 4
    return Formula(
        {"now": now, "before": Total(now.of, now.take, QUARTER_BEFORE)},
        value=exact.cast(pl.Float64),
        exact=exact,
    )


def on_spend_of_the_quarter_before(books: Books, risen: Shape) -> Formula:
    """A rise of yearly revenue over the spend of the quarter before; a fall is negative."""
    spend, rise = pl.col("spend"), pl.col("rise")
    return Formula(
        {"rise": risen, "spend": Total(sales_and_marketing(books), lag=QUARTER_BEFORE)},
        value=rise / spend,
        numerator=rise,
        denominator=spend,
        reasons=((spend == 0, "div_zero"), (spend < 0, "not_meaningful")),
    )
