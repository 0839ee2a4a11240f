"""Customers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Customers",
    topic="customers",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="Customers that pay for something recurring in the month, merged ones counted once.",
    why="Revenue on many shoulders stands more firmly than the same revenue on few.",
    formula="number of customers with recurring revenue above zero in the month",
    source="ChartMogul help centre (customers)",
    example="10 customers ever, 1 of them gone in December 2025 = 9",
    kinds=MONTHS,
)
def customers(books: Books) -> Total:
    """Active customers at the month's end; a customer counts once in each of its lines."""
    return Total(books.customers, Take.LAST)
