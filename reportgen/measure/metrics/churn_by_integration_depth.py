"""Churn by number of integrations."""

import polars as pl

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Churn by number of integrations",
    abbreviation="Churn by depth",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "The part of the customers of the period's start that is gone at its end, by how many "
        "integrations they had at the start."
    ),
    why="It says whether integrations keep customers here, or are only wished to.",
    formula=(
        "customers of the start that are gone at the end / customers at the start, by what "
        "they used in the month before the period"
    ),
    numerator="customers that are gone",
    denominator="customers at the start",
    source="loyalty in the customer base (low integration)",
    example="2 of 5 customers without an integration left, 0 of 5 with two: 40% and 0%",
    headline=PeriodKind.TRAILING,
)
def churn_by_integration_depth(books: Books) -> Ratio:
    """Point to point; a customer without a known number stands under no band."""
    lost = usage.lost_by(books, "depth")
    return Ratio(of=Total(lost), per=Total(lost.valued(pl.col("had"))))
