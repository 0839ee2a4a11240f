"""Won deals."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Won deals",
    abbreviation="Won deals",
    topic="won_and_lost",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="How many deals were won in the period.",
    why="Fast growers win more and smaller deals: the number belongs beside the size.",
    formula="deals with status won, by closing date",
    source="Business Reflex podcast 201 (smaller and more deals)",
    example="won 3 of 5 decided deals: 3",
    variant=deals.renewals_in_words,
)
def won_deals(books: Books) -> Total:
    """Deals won that closed in the window."""
    return Total(deals.won(books))
