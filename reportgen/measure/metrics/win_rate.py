"""Win rate."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Win rate",
    abbreviation="Win rate",
    topic="won_and_lost",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How many of the deals that were decided in the period were won.",
    why="It says how well deals are chosen and worked, and how many are needed for a target.",
    formula="won deals / (won + lost deals), by closing date",
    numerator="won deals",
    denominator="won and lost deals",
    source="Chief, how to calculate win rate; Gangly",
    example="20 won / (20 won + 80 lost) = 20%",
    variant=deals.renewals_in_words,
)
def win_rate(books: Books) -> Ratio:
    """Won over decided deals of the window, by count."""
    return Ratio(of=Total(deals.won(books)), per=Total(deals.decided(books)))
