"""Return on the loyalty investment."""

from reportgen.measure import loyalty, loyalty_profit, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Return on the loyalty investment",
    abbreviation="Loyalty ROI",
    topic="loyalty",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="Added gross profit of all years, less the investment, as a share of the investment.",
    why="It compares the case with whatever else the same money could do.",
    formula="(added gross profit of all years - investment) / investment",
    numerator="added gross profit less investment",
    denominator="investment",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="(66,600 - 50,000) / 50,000 = 33.2%",
    kinds=retention.YEARS,
    variant=loyalty.money_words,
)
def loyalty_case_return(books: Books) -> Given:
    """By level; undiscounted, no data without an investment."""
    return loyalty.given(books, loyalty_profit.return_on_investment(books))
