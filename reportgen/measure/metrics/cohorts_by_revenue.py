"""Cohorts by revenue."""

from reportgen.measure.books import Books
from reportgen.measure.cohorts import revenue_by_cohort
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given
from reportgen.unit import Direction, Unit


@metric(
    title="Cohorts by revenue",
    topic="retention",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "What the customers who first paid in a month pay in each later month, as a share of that month."
    ),
    why="Above 100% a cohort has earned more from those who stayed than it lost with those who left.",
    formula="recurring revenue of the cohort / its recurring revenue in its first month",
    numerator="recurring revenue now",
    denominator="recurring revenue in the first month",
    source="GP Bullhound CFO handbook (cohorts); SaaSGrid (baseline month 0)",
    example="2,500 / 2,000 = 125% for the cohort of 2025-03",
    kinds=MONTHS,
)
def cohorts_by_revenue(books: Books) -> Given:
    """By month of first payment; the company row is all cohorts together, n the cohort's size."""
    return revenue_by_cohort(books)
