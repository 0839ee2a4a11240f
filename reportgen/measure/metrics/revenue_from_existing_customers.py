"""Revenue from existing customers."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue from existing customers",
    abbreviation="Revenue from existing",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Recurring revenue of the period from customers who had paid before it began.",
    why="It is what the company would have earned without winning anybody in the period.",
    formula="sum of monthly recurring revenue of customers first paid before the period",
    source="New Breed (existing against new business revenue)",
    example="401,700 - 28,300 = 373,400",
    kinds=retention.QUARTERS_AND_YEARS,
)
def revenue_from_existing_customers(books: Books) -> Formula:
    """All recurring revenue of the window less that of customers first paid in it."""
    return retention.revenue_of_existing(books)
