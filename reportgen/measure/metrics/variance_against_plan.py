"""Variance against plan."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Variance against plan",
    abbreviation="Variance",
    topic="plan",
    unit=Unit.SHARE,
    better=Direction.NONE,
    definition="By what part of the plan the actual figure lies above or below it.",
    why="A plan that nobody holds the figures against is not a plan.",
    formula="(actual - plan) / |plan|, by line of the plan",
    numerator="actual less plan",
    denominator="plan, without its sign",
    source="Finvisor, variance analysis",
    example="revenue (475 - 500) / 500 = -5%; sales and marketing (115 - 100) / 100 = 15%",
    kinds=PLANNED,
)
def variance_against_plan(books: Books) -> PlanAndActual:
    """Rows of the split key; whether above is good depends on the key."""
    return PlanAndActual(books, "variance")
