"""Customer lifetime value in the loyalty case."""

from reportgen.measure import loyalty, loyalty_needs, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value, loyalty case",
    abbreviation="CLV, loyalty case",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "The gross profit that an average customer of a chosen segment leaves before it goes, at the "
        "segment's own churn; of the whole case, the mean of their customers."
    ),
    why="It is the starting point: a project that does not know it cannot promise to raise it.",
    formula="revenue per customer × gross margin of twelve months / monthly churn of the segment",
    numerator="value of all customers",
    denominator="active customers",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="400 × 75% / 2% = 15,000; 90 × 70% / 3.5% = 1,800",
    kinds=retention.YEARS,
    variant=loyalty.base_words,
)
def loyalty_case_customer_value(books: Books) -> Given:
    """Each chosen segment, and all of them; n counts customers."""
    return loyalty_needs.customer_value(books)
