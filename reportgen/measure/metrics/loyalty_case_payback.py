"""Payback of the loyalty case."""

from reportgen.measure import loyalty, loyalty_profit, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Payback of the loyalty case",
    abbreviation="Loyalty payback",
    topic="loyalty",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition="Months until the gross profit that the case adds has come to all that it costs.",
    why="It can be held against the payback of a new customer.",
    formula="first month in which the sum of added gross profit reaches the investment",
    numerator="investment",
    denominator="gross profit added over all years",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="27,000 at 23,400 in year one and 3,600 a month after it: 13.0 months",
    kinds=retention.YEARS,
    variant=loyalty.money_words,
)
def loyalty_case_payback(books: Books) -> Given:
    """By level; infinite when the years of the case do not pay for it."""
    return loyalty.given(books, loyalty_profit.payback(books))
