"""Monthly recurring revenue."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Monthly recurring revenue",
    abbreviation="MRR",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What all active customers pay for recurring services in the month, net of discounts.",
    why="It is the base that next month starts from, before anybody sells anything.",
    formula="sum of recurring amounts of the month",
    source="Stripe billing analytics glossary; ChartMogul help centre",
    example="100 customers × 100 a month + 50 × 600 a year = 12,500",
    kinds=MONTHS,
)
def recurring_revenue(books: Books) -> Total:
    """Recurring amounts at the month's end; n is the number of active customers."""
    return Total(books.recurring_revenue, Take.LAST)
