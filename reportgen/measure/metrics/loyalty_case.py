"""Value of more loyal customers."""

from reportgen.measure import loyalty, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Value of the loyalty case",
    abbreviation="Loyalty case",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "How much more gross profit the customers of the chosen segments leave over their lifetimes when "
        "an average relation becomes so many per cent more valuable; of its own, at the lowest level."
    ),
    why="It is what a loyalty project may cost at most, segment by segment.",
    formula=(
        "active customers × revenue per customer × gross margin / monthly churn × level, "
        "all of the last twelve months or their end"
    ),
    numerator="value of all customers with the case",
    denominator="their value today",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="120 customers × 400 × 75% / 2% = 1.8 million; 10% of it are 180,000",
    kinds=retention.YEARS,
    variant=loyalty.value_words,
)
def loyalty_case(books: Books) -> Given:
    """Chosen segments by level, and in all; uncapped lifetimes, n counts customers."""
    rows = loyalty.raised(books)
    levels = loyalty.gained(loyalty.in_all(books, rows, "level"), "level", "level")
    return loyalty.given(books, levels, loyalty.of_segments(books, rows))
