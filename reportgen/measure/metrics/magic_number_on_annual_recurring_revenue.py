"""Magic number on annual recurring revenue."""

from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.efficiency import on_spend_of_the_quarter_before
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Magic number on ARR",
    topic="efficiency",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much ARR each unit of last quarter's sales and marketing has added.",
    why="It shows a good or bad quarter at once, where revenue lags behind; it swings more.",
    formula="net new ARR of the quarter / sales and marketing spend of the quarter before",
    numerator="net new annual recurring revenue",
    denominator="sales and marketing spend of the quarter before",
    source="ICONIQ GTM guide (net magic number), as restated by RevOpsCharlie",
    example="93,600 / 27,000 = 3.47",
    kinds=(PeriodKind.QUARTER,),
)
def magic_number_on_annual_recurring_revenue(books: Books) -> Formula:
    """Net new revenue a year over the spend of the quarter before, whatever the pack has chosen."""
    return on_spend_of_the_quarter_before(books, yearly_revenue_of(books))
