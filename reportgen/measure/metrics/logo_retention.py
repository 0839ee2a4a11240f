"""Logo retention."""

import polars as pl

from reportgen.measure import customer_facts, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Logo retention",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition="The part of the customers of the period's start that still pay at its end.",
    why="Every customer who stays is one that need not be replaced.",
    formula="customers of the start that are active at the end / customers at the start",
    numerator="customers that are still active",
    denominator="customers at the start",
    source="ChartMogul help centre (customer churn rate); point to point",
    example="5 / 6 = 83.3%",
)
def logo_retention(books: Books) -> Ratio:
    """One less logo churn."""
    kept = customer_facts.retained(books).valued(pl.col("n") - pl.col("lost"))
    return Ratio(of=Total(kept), per=retention.opening_customers(books))
