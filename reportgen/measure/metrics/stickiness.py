"""Stickiness."""

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Stickiness",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How many of the users of a month are there on an average day.",
    why="What is part of the working day is missed when it is gone.",
    formula=(
        "daily active users / monthly active users, of paying customers for which both are known"
    ),
    numerator="daily active users",
    denominator="monthly active users",
    source="Basedash, product metrics (DAU/MAU)",
    example="30 daily of 120 monthly users: 25%",
    kinds=MONTHS,
)
def stickiness(books: Books) -> Ratio:
    """At the month's end, over customers for which both are known."""
    return Ratio(
        of=Total(usage.number(books, "daily"), Take.LAST),
        per=Total(usage.number(books, "monthly"), Take.LAST),
    )
