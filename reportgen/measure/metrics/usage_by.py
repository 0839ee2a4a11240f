"""Active users per customer."""

from reportgen.measure import usage
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Active users per customer",
    abbreviation="Users per customer",
    topic="customers",
    unit=Unit.MEAN,
    better=Direction.UP,
    definition="How many users of an average paying customer were active in the month.",
    why="By segment and product line it shows who was sold a solution that does not fit.",
    formula="active users / paying customers in the export of product usage",
    numerator="active users",
    denominator="customers with known use",
    source="New Breed (usage by segment and product line)",
    example="12 + 30 + 6 users at 3 customers: 16",
    kinds=MONTHS,
)
def usage_by(books: Books) -> Ratio:
    """At the month's end; by product line: users of the line for each of its customers."""
    return Ratio(
        of=Total(usage.number(books, "active"), Take.LAST),
        per=Total(usage.customers_with(books, "active"), Take.LAST),
    )
