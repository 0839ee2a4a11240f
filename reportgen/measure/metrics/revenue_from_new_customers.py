"""Revenue from new customers."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue from new customers",
    abbreviation="Revenue from new",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Recurring revenue of the period from customers whose first payment lies in it.",
    why="It shows how much of the period's revenue had to be won in the period itself.",
    formula="sum of monthly recurring revenue of customers first paid in the period",
    source="New Breed (existing against new business revenue)",
    example="20,500 (C07) + 4,800 (C08) + 3,000 (C09) = 28,300",
    kinds=retention.QUARTERS_AND_YEARS,
)
def revenue_from_new_customers(books: Books) -> Formula:
    """Recurring revenue of the window from customers first paid in it."""
    return retention.revenue_of_new(books)
