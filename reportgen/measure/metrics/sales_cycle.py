"""Sales cycle."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Middle
from reportgen.unit import Direction, Unit


@metric(
    title="Sales cycle",
    abbreviation="Sales cycle",
    topic="won_and_lost",
    unit=Unit.DAYS,
    better=Direction.DOWN,
    definition="How many days the middle one of the deals won in the period took from start to signature.",
    why="A seller on salary costs money on every day of it.",
    formula="median days from creation to close of won deals, by closing date",
    source="Business Reflex podcast 201",
    example="20, 30 and 70 days: 30",
    variant=deals.renewals_in_words,
)
def sales_cycle(books: Books) -> Middle:
    """Median days of deals won in the window; n counts them."""
    return Middle(deals.cycles(books))
