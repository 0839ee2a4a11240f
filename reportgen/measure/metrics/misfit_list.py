"""Customers at risk by their use."""

from reportgen.measure import misfits
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.composed import Together
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Customers at risk by their use",
    abbreviation="Customers at risk",
    topic="customers",
    unit=Unit.COUNT,
    # The list also grows shorter by customers who leave: a fall is no good news by itself.
    better=Direction.NONE,
    definition=(
        "Paying customers that use little of their licences, and less in each of three months."
    ),
    why=(
        "They were sold the wrong solution or were never helped into it; either can still be "
        "mended."
    ),
    formula="customers whose use of licences is below the line and has fallen through three months",
    source="New Breed (sold the wrong solution); no published standard",
    example="38%, 35% and 30% of licences, line 40%: at risk",
    kinds=MONTHS,
    variant=misfits.words,
    part_units={"revenue_at_risk": Unit.MONEY},
)
def misfit_list(books: Books) -> Together:
    """How many there are; beside it what they pay, and each by name with its users as halves."""
    count = Total(misfits.misfits(books), Take.LAST)
    paid = Total(misfits.revenue_at_risk(books), Take.LAST)
    both = Beside(count, {"revenue_at_risk": paid})
    return Together((both, misfits.by_customer(books, "value")))
