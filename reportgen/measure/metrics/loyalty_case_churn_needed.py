"""Monthly churn that the loyalty case needs."""

from reportgen.measure import loyalty, loyalty_needs, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Monthly churn that the loyalty case needs",
    abbreviation="Churn needed",
    topic="loyalty",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition="The monthly churn to which a segment must come for customers to stay so much longer.",
    why="A goal that service and success can be measured by from the first month.",
    formula=(
        "monthly churn of twelve months / (1 + the part of the level that longer lifetimes take)"
    ),
    numerator="monthly churn today",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="2% / 1.10 = 1.818%",
    kinds=retention.YEARS,
    variant=loyalty.need_words,
)
def loyalty_case_churn_needed(books: Books) -> Given:
    """Each chosen segment by level; the company has none of its own."""
    return loyalty_needs.churn_needed(books)
