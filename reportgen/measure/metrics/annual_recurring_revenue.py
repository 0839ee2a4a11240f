"""Annual recurring revenue."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Annual recurring revenue",
    abbreviation="ARR",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Twelve times what all active customers pay for recurring services in the month.",
    why="It is the yearly revenue of today's customers if nobody came, left or changed anything.",
    formula="monthly recurring revenue of the last month × 12",
    source="SaaS Metrics Standards Board; Stripe billing analytics glossary",
    example="38,800 × 12 = 465,600",
    kinds=MONTHS,
)
def annual_recurring_revenue(books: Books) -> Total:
    """Recurring revenue of the month x 12, exact; n is the number of active customers."""
    return retention.annual_revenue(books)
