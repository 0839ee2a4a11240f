"""Revenue per customer that the loyalty case needs."""

from reportgen.measure import loyalty, loyalty_needs, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue per customer and month that the loyalty case needs",
    abbreviation="Revenue needed",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "The monthly revenue per customer to which a segment must come by larger purchases and "
        "cross-sell."
    ),
    why="It says how much more each customer would have to buy.",
    formula=(
        "revenue per customer × (1 + the parts of the level that larger purchases and cross-sell take)"
    ),
    numerator="revenue per customer today",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="400 × 1.10 = 440",
    kinds=retention.YEARS,
    variant=loyalty.need_words,
)
def loyalty_case_price_needed(books: Books) -> Given:
    """Each chosen segment by level; the company has none of its own."""
    return loyalty_needs.price_needed(books)
