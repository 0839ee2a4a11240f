"""Customers won back."""

from reportgen.measure.books import Books
from reportgen.measure.customer_facts import won_back
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Customers won back",
    topic="customers",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="Customers that pay again in the period after at least a month without any payment.",
    why="A relation that was lost once is often cheaper to win than a new one.",
    formula="number of reactivations of the period",
    source=(
        "loyalty in the customer base (won-back relations); ChartMogul help centre (reactivation)"
    ),
    example="C05 and C06 return in the fourth quarter of 2025: 2",
)
def won_back_customers(books: Books) -> Total:
    """Returns by month: who leaves and returns twice counts twice."""
    return Total(won_back(books))
