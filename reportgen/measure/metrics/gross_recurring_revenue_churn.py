"""Gross recurring-revenue churn."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Gross recurring-revenue churn",
    abbreviation="Gross MRR churn",
    topic="retention",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition="Recurring revenue lost over the period, as a share of what there was at its start.",
    why="So much has to be won again before the company grows at all.",
    formula="(churn + contraction of the period) / recurring revenue at its start",
    numerator="churn and contraction",
    denominator="recurring revenue at the start",
    source="ChartMogul help centre (gross MRR churn rate)",
    example="(10 churn + 10 contraction) / 100 = 20%",
    variant=retention.rate_words,
)
def gross_recurring_revenue_churn(books: Books) -> Ratio:
    """Monthly losses, summed over the window, over the opening balance."""
    return Ratio(
        of=retention.lost_revenue(books),
        per=retention.opening_revenue(books),
        when_of_negative="not_meaningful",
    )
