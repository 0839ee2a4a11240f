"""Win rate by value."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Win rate by value",
    abbreviation="Win rate by value",
    topic="won_and_lost",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How much of the value of the deals decided in the period was won.",
    why="Below the win rate by number, it is the large deals that are lost.",
    formula="yearly amount of won deals / yearly amount of won and lost deals, by closing date",
    numerator="yearly amount of won deals",
    denominator="yearly amount of won and lost deals",
    source="Chief, how to calculate win rate",
    example="1.2 million won / (1.2 + 1.8 million lost) = 40%",
    variant=deals.renewals_in_words,
)
def win_rate_by_value(books: Books) -> Formula:
    """Won over decided amounts; not meaningful where lost deals were left without an amount."""
    return deals.win_rate_by_value(books)
