"""Recurring revenue at risk by use."""

from reportgen.measure import misfits
from reportgen.measure.books import Books
from reportgen.measure.composed import Together
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Monthly recurring revenue at risk by use",
    abbreviation="Monthly revenue at risk",
    topic="customers",
    unit=Unit.MONEY,
    # The list also grows shorter by customers who leave: a fall is no good news by itself.
    better=Direction.NONE,
    definition=(
        "Monthly recurring revenue of the customers that use little of their licences, and "
        "less in each of three months."
    ),
    why="It is what a call to each of them is worth.",
    formula="sum of the month's recurring amounts of customers at risk by their use",
    source="New Breed (sold the wrong solution); no published standard",
    example="4,000 + 1,500 of two customers: 5,500",
    kinds=MONTHS,
    variant=misfits.words,
)
def revenue_at_risk(books: Books) -> Together:
    """What they pay in the month; each by name with its users as halves."""
    paid = Total(misfits.revenue_at_risk(books), Take.LAST)
    return Together((paid, misfits.by_customer(books, "paid")))
