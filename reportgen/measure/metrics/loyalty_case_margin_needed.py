"""Gross margin that the loyalty case needs."""

from reportgen.measure import loyalty, loyalty_needs, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Gross margin that the loyalty case needs",
    abbreviation="Margin needed",
    topic="loyalty",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The gross margin to which a segment must come for the case to be earned by margin.",
    why="A level that would need more than the whole price is none.",
    formula=("gross margin of twelve months × (1 + the part of the level that margin takes)"),
    numerator="gross margin today",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="75% × 1.10 = 82.5%",
    kinds=retention.YEARS,
    variant=loyalty.need_words,
)
def loyalty_case_margin_needed(books: Books) -> Given:
    """Each chosen segment by level; the company has none of its own."""
    return loyalty_needs.margin_needed(books)
