"""Time to the second product."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.product_lines import months_to_second
from reportgen.measure.shape import Middle
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Time to the second product",
    abbreviation="To second product",
    topic="customers",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "Months from the first payment until the middle one of the customers that added a "
        "second product line in the period had it."
    ),
    why="It is the way from a first purchase to a customer that stays, and it can be shortened.",
    formula=(
        "median months from first payment to the first month with two product lines, by that month"
    ),
    source="loyalty in the customer base (journey from first purchase to loyal customer)",
    example="9 months from March to December 2025; of 2, 9 and 20 months: 9",
    headline=PeriodKind.TRAILING,
)
def time_to_second_product(books: Books) -> Middle:
    """Median over those whose second line began in the window; n counts them."""
    return Middle(months_to_second(books))
