"""Average deal size."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Middle
from reportgen.unit import Direction, Unit


@metric(
    title="Average deal size",
    abbreviation="ADS",
    topic="won_and_lost",
    unit=Unit.MONEY,
    better=Direction.BAND,
    definition="What a deal won in the period is worth a year, on average.",
    why="A target divided by it says how many deals have to be won.",
    formula="mean yearly amount of won deals, by closing date",
    numerator="yearly amounts of won deals",
    denominator="won deals",
    source="Structsales, unified business model (average deal size)",
    example="(100,000 + 50,000 + 30,000) / 3 = 60,000",
    variant=deals.renewals_in_words,
)
def average_deal_size(books: Books) -> Middle:
    """Mean amount of deals won in the window; n counts them."""
    return Middle(deals.amounts(deals.won(books)), mean=True, empty="div_zero")
