"""New customers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="New customers",
    abbreviation="New customers",
    topic="customers",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="Customers that paid for the first time in the period; who returns is not new.",
    why="It is the one figure that marketing and sales can share as their goal.",
    formula="number of customers whose first payment lies in the period",
    source="ChartMogul help centre (new business MRR); Business Reflex podcast 201",
    example="C08 in October + C09 in November = 2",
)
def new_customers(books: Books) -> Total:
    """First payments in the window; merged customers count once, those of the opening do not."""
    return Total(books.new_customers)
