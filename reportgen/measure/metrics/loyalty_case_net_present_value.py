"""Net present value of the loyalty case."""

from reportgen.measure import loyalty, loyalty_profit, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Net present value of the loyalty case",
    abbreviation="Loyalty NPV",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="Added gross profit of all years less what the case costs, later years counting less.",
    why="Above zero the case is worth more than the money that it ties up.",
    formula=(
        "sum of a year's added gross profit / (1 + rate)^year - sum of what is invested at a year's "
        "start / (1 + rate)^(year - 1)"
    ),
    numerator="discounted gross profit",
    denominator="discounted investment",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="23,400 / 1.1 + 43,200 / 1.21 - 50,000 = 6,975",
    kinds=retention.YEARS,
    variant=loyalty.money_words,
)
def loyalty_case_net_present_value(books: Books) -> Given:
    """By level; no data without an investment."""
    return loyalty.given(books, loyalty_profit.net_present_value(books))
