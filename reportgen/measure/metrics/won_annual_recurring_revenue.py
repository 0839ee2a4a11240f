"""Won annual recurring revenue."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Won annual recurring revenue",
    abbreviation="Won ARR",
    topic="won_and_lost",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What the deals won in the period are worth a year.",
    why="It is what sales has sold; recurring revenue follows when the customer starts to pay.",
    formula="sum of the yearly amounts of won deals, by closing date",
    source="Common practice",
    example="100,000 + 50,000 + 30,000 = 180,000",
    variant=deals.renewals_in_words,
)
def won_annual_recurring_revenue(books: Books) -> Total:
    """Amounts of deals won that closed in the window."""
    return Total(deals.amounts(deals.won(books)))
