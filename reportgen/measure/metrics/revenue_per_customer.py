"""Revenue per customer."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue per customer and month",
    abbreviation="ARPA",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What an average active customer pays for recurring services in a month.",
    why="A rising figure means better customers or better use of those there are.",
    formula="monthly recurring revenue / active customers",
    numerator="monthly recurring revenue",
    denominator="active customers",
    source="ChartMogul help centre (average revenue per account)",
    example="38,800 / 9 = 4,311.11",
    kinds=MONTHS,
)
def revenue_per_customer(books: Books) -> Ratio:
    """Recurring revenue over active customers, both at the month's end."""
    return Ratio(
        of=Total(books.recurring_revenue, Take.LAST), per=Total(books.customers, Take.LAST)
    )
