"""Plan, amounts."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Plan, amounts",
    abbreviation="Plan",
    topic="plan",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition="What the budget says for the period, by line of the plan.",
    why="It stands beside the actual figure so that a variance can be read at its size.",
    formula="sum of the planned months; a state as planned for the last month",
    source="Finvisor, variance analysis",
    example="500 + 500 + 500 = 1,500 for a quarter",
    kinds=PLANNED,
)
def plan(books: Books) -> PlanAndActual:
    """Rows of the split key, of those that are amounts of money."""
    return PlanAndActual(books, "plan", Unit.MONEY)
