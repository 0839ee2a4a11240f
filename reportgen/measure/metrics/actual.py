"""Actual against plan, amounts."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Actual against plan, amounts",
    abbreviation="Actual",
    topic="plan",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition="What the period brought for each amount that the plan has.",
    why="It stands beside the plan so that a variance can be read at its size.",
    formula="the figure that a key of the plan names, over the months that the plan covers",
    source="Finvisor, variance analysis",
    example="475 + 500 + 510 = 1,485 for a quarter",
    kinds=PLANNED,
)
def actual(books: Books) -> PlanAndActual:
    """Rows of the split key, of those that are amounts of money."""
    return PlanAndActual(books, "actual", Unit.MONEY)
