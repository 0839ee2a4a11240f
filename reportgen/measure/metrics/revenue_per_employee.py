"""Revenue per employee."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.people import contractors_in_words, full_time
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Recurring revenue per employee",
    abbreviation="ARR per FTE",
    topic="people",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Annual recurring revenue for each full-time equivalent at the month's end.",
    why="It has to rise above what a person costs before the company can earn money.",
    formula="annual recurring revenue / full-time equivalents",
    numerator="annual recurring revenue",
    denominator="full-time equivalents",
    source="Growth Unhinged, guide to ARR per FTE",
    example="465,600 / 25 = 18,624",
    kinds=MONTHS,
    variant=contractors_in_words,
)
def revenue_per_employee(books: Books) -> Formula:
    """Both at the month's end."""
    revenue, people = pl.col("revenue"), pl.col("people")
    return Formula(
        {"revenue": retention.annual_revenue(books), "people": full_time(books)},
        value=revenue / people,
        numerator=revenue,
        denominator=people,
        reasons=((people == 0, "div_zero"), (people < 0, "not_meaningful")),
    )
