"""Recurring revenue by use of licences."""

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Recurring revenue by use of licences",
    abbreviation="Revenue by use",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Monthly recurring revenue, by how much of their licences the customers use.",
    why="It is the money that stands on licences that are not used.",
    formula="sum of the month's recurring amounts, by active / licensed users of the customer",
    source="New Breed (usage data and retention)",
    example="1,000 below 25%, 4,000 above 75%: 5,000 together",
    kinds=MONTHS,
)
def revenue_by_usage(books: Books) -> Total:
    """At the month's end; n counts customers."""
    return Total(usage.revenue_by_utilisation(books), Take.LAST)
