"""Plan, numbers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Plan, numbers",
    abbreviation="Plan, numbers",
    topic="plan",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition="What the budget says for the period where it counts things, by line of the plan.",
    why="It stands beside the actual number so that a variance can be read at its size.",
    formula="sum of the planned months; a state as planned for the last month",
    source="Finvisor, variance analysis",
    example="1 + 1 + 1 = 3 new customers for a quarter",
    kinds=PLANNED,
)
def plan_count(books: Books) -> PlanAndActual:
    """Rows of the split key, of those that count customers or deals."""
    return PlanAndActual(books, "plan", Unit.COUNT)
