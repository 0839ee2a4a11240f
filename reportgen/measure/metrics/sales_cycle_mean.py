"""Mean sales cycle."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Middle
from reportgen.unit import Direction, Unit


@metric(
    title="Mean sales cycle",
    abbreviation="Mean sales cycle",
    topic="won_and_lost",
    unit=Unit.DAYS,
    better=Direction.DOWN,
    definition="How many days the deals won in the period took on average from start to signature.",
    why="Where it is far above the median, a few deals that drag on take up the sellers' time.",
    formula="mean days from creation to close of won deals, by closing date",
    numerator="days of won deals",
    denominator="won deals",
    source="Business Reflex podcast 201",
    example="(20 + 30 + 70) / 3 = 40 days",
    variant=deals.renewals_in_words,
)
def sales_cycle_mean(books: Books) -> Middle:
    """Mean days of deals won in the window; n counts them."""
    return Middle(deals.cycles(books), mean=True, empty="div_zero")
