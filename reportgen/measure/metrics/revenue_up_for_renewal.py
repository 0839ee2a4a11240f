"""Recurring revenue whose contract terms end within three months."""

from reportgen.measure import renewals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Recurring revenue up for renewal",
    abbreviation="Up for renewal",
    topic="customers",
    unit=Unit.MONEY,
    # Terms end when they were agreed to: more of them in a quarter is neither good nor bad.
    better=Direction.NONE,
    definition=(
        "What the customers pay a year whose contract term ends in the three months after the "
        "month; customers without a contract in the list are left out."
    ),
    why="It is what the next quarter decides, whatever is sold.",
    formula="sum of recurring revenue × 12 of customers whose term ends within three months",
    source="No published standard; contract start and term of the list of customers",
    example="a term of 12 months from 10 February ends in February: 1,000 × 12 = 12,000 in November",
    kinds=MONTHS,
)
def revenue_up_for_renewal(books: Books) -> Total:
    """The sum at each month's end; n counts the customers."""
    return Total(renewals.ending_terms(books), Take.LAST)
