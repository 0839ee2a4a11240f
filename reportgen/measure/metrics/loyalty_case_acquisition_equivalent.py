"""Acquisition cost of the same profit as the loyalty case."""

from reportgen.measure import loyalty, retention
from reportgen.measure.books import Books
from reportgen.measure.loyalty_needs import acquisition_equivalent
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Acquisition cost of the same profit",
    abbreviation="Same by acquisition",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition=(
        "What it would cost to win so many new customers that they leave as much gross profit over "
        "their lifetimes as the case adds."
    ),
    why="Money for recruiting and money for keeping should compete for the same budget.",
    formula="value of the loyalty case / (customer lifetime value / acquisition cost) of new customers",
    numerator="value of the loyalty case",
    denominator="customer lifetime value against acquisition cost",
    source="Loyalty business case (Danish consultancy): what marketing money does in each place",
    example="180,000 at 3.0 in lifetime value for each 1 of cost: 60,000",
    kinds=retention.YEARS,
    variant=loyalty.value_words,
)
def loyalty_case_acquisition_equivalent(books: Books) -> Given:
    """By level; at what a new customer costs and is worth today."""
    return loyalty.given(books, acquisition_equivalent(books))
