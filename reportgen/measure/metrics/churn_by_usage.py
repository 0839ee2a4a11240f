"""Churn by use of licences."""

import polars as pl

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Churn by use of licences",
    abbreviation="Churn by use",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "The part of the customers of the period's start that is gone at its end, by how much "
        "of their licences they used at the start."
    ),
    why="Where those who use little leave most, use is the place to act.",
    formula=(
        "customers of the start that are gone at the end / customers at the start, by what "
        "they used in the month before the period"
    ),
    numerator="customers that are gone",
    denominator="customers at the start",
    source="New Breed (usage data and churn)",
    example="1 of 4 customers below 25% left, none of 6 above: 25% and 0%",
    headline=PeriodKind.TRAILING,
)
def churn_by_usage(books: Books) -> Ratio:
    """Point to point; a customer without a known number stands under no band."""
    lost = usage.lost_by(books, "utilisation")
    return Ratio(of=Total(lost), per=Total(lost.valued(pl.col("had"))))
