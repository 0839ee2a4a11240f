"""Monthly logo churn."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Monthly logo churn",
    topic="retention",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition="How many of a hundred customers leave in an average month of the last twelve.",
    why="One month's leavers are too few to tell; twelve months give a rate to count on.",
    formula="churn events of twelve months / sum of the customers at each month's start",
    numerator="churn events",
    denominator="customers at the start of each month, summed",
    source="ChartMogul help centre (average churn rate, there over six months)",
    example="2 / 74 = 2.70% a month",
    kinds=retention.YEARS,
    headline=PeriodKind.TRAILING,
)
def monthly_logo_churn(books: Books) -> Ratio:
    """Events over customer-months: who leaves twice has left twice; n is customer-months."""
    return retention.monthly_churn(books)
