"""Cohorts by customers."""

from reportgen.measure.books import Books
from reportgen.measure.cohorts import customers_by_cohort
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given
from reportgen.unit import Direction, Unit


@metric(
    title="Cohorts by customers",
    topic="retention",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Of the customers who first paid in a month, the part that still pays in each later month."
    ),
    why="It shows at which age customers leave, and whether newer ones stay longer than older ones.",
    formula="active customers of the cohort / customers that began in the cohort's month",
    numerator="customers still active",
    denominator="customers that began",
    source="GP Bullhound CFO handbook (cohorts); SaaSGrid (baseline month 0)",
    example="1 of the 3 that began is still there: 33.3%",
    kinds=MONTHS,
)
def cohorts_by_customers(books: Books) -> Given:
    """By month of first payment; the company row is all cohorts together, n the cohort's size."""
    return customers_by_cohort(books)
