"""Median deal size."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Middle
from reportgen.unit import Direction, Unit


@metric(
    title="Median deal size",
    abbreviation="Median deal",
    topic="won_and_lost",
    unit=Unit.MONEY,
    better=Direction.BAND,
    definition="What the middle one of the deals won in the period is worth a year.",
    why="Where the average lies far above it, a few large deals carry the period.",
    formula="median yearly amount of won deals, by closing date",
    source="Common practice",
    example="30,000, 50,000 and 100,000: 50,000",
    variant=deals.renewals_in_words,
)
def median_deal_size(books: Books) -> Middle:
    """Median amount of deals won in the window; n counts them."""
    return Middle(deals.amounts(deals.won(books)))
