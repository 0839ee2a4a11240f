"""Net new annual recurring revenue."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Net new annual recurring revenue",
    abbreviation="Net new ARR",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "By how much annual recurring revenue rose or fell over the period, after all losses and "
        "the effect of exchange rates."
    ),
    why="Growth that only replaces what leaks away does not show up here.",
    formula="(closing - opening monthly recurring revenue) × 12, at booked rates",
    source="SaaS Metrics Standards Board; ChartMogul help centre (net MRR movements)",
    example="(38,800 - 31,000) × 12 = 93,600",
)
def net_new_annual_recurring_revenue(books: Books) -> Total:
    """All movements of the window x 12: equal to closing less opening; n counts movements."""
    return Total(books.moved.valued(pl.col("value") * 12))
