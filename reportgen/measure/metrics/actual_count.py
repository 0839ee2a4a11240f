"""Actual against plan, numbers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Actual against plan, numbers",
    abbreviation="Actual, numbers",
    topic="plan",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition="What the period brought for each number of things that the plan has.",
    why="It stands beside the plan so that a variance can be read at its size.",
    formula="the figure that a key of the plan names, over the months that the plan covers",
    source="Finvisor, variance analysis",
    example="1 + 1 + 0 = 2 new customers for a quarter",
    kinds=PLANNED,
)
def actual_count(books: Books) -> PlanAndActual:
    """Rows of the split key, of those that count customers or deals."""
    return PlanAndActual(books, "actual", Unit.COUNT)
