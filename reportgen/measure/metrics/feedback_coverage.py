"""Customers heard within a year."""

import polars as pl

from reportgen.measure import answers
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Customers heard within a year",
    abbreviation="Customers heard",
    topic="voice",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "The part of the active customers that answered a question of ours within twelve months."
    ),
    why="What the others need is a guess.",
    formula=(
        "active customers with an answer in the twelve months to the month's end / active customers"
    ),
    numerator="active customers that answered",
    denominator="active customers",
    source="loyalty in the customer base (too little knowledge of needs)",
    example="3 of 4 active customers answered: 75%",
    kinds=MONTHS,
)
def feedback_coverage(books: Books) -> Ratio:
    """At the month's end, over active customers; any answer of a customer counts."""
    customers = answers.heard(books)
    heard = customers.valued(pl.col("heard"))
    return Ratio(of=Total(heard, Take.LAST), per=Total(customers, Take.LAST))
