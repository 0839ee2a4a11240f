"""Lost deals."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Lost deals",
    abbreviation="Lost deals",
    topic="won_and_lost",
    unit=Unit.COUNT,
    better=Direction.DOWN,
    definition="How many deals were lost in the period.",
    why="A rising number of lost deals is seen long before revenue falls.",
    formula="deals with status lost, by closing date",
    source="Chief, how to calculate win rate",
    example="lost 2 of 5 decided deals: 2",
    variant=deals.renewals_in_words,
)
def lost_deals(books: Books) -> Total:
    """Deals lost that closed in the window."""
    return Total(deals.lost(books))
