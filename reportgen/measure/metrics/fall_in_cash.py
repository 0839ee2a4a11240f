"""Fall in cash."""

from reportgen.measure.books import Books
from reportgen.measure.cash import monthly_fall
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Fall in cash a month",
    abbreviation="Fall in cash",
    topic="cash",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition=(
        "How much the cash balance fell in an average month of the last three, all flows included."
    ),
    why=(
        "Net burn leaves financing out; repayments of loans empty the same bank account, and new "
        "loans fill it for a while."
    ),
    formula="(cash three months earlier - cash at the month's end) / 3",
    numerator="fall of the balance in three months",
    denominator="3 months",
    source="Change of the balance of the cash export; IAS 7, net decrease in cash",
    example="(300,000 - 264,000) / 3 = 12,000",
    kinds=(PeriodKind.MONTH, PeriodKind.QUARTER),
)
def fall_in_cash(books: Books) -> Formula:
    """Mean of the three months that end with the window; below 0 when the balance rose."""
    return monthly_fall(books)
