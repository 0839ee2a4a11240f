"""Cash balance."""

from reportgen.measure.books import Books
from reportgen.measure.cash import cash_in_hand
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Cash balance",
    abbreviation="Cash",
    topic="cash",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What was in the bank on the last day of the month.",
    why="Beside growth and profit it is what software companies watch first.",
    formula="cash at the month's end",
    source="Business Reflex podcast 201 (growth, profitability, cash balance)",
    example="264,000 at the end of December",
    kinds=MONTHS,
)
def cash_balance(books: Books) -> Formula:
    """The balance of the cash export; none for a month without a row."""
    return cash_in_hand(books)
