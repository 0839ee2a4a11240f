"""Logo churn."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Logo churn",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.DOWN,
    definition="The part of the customers of the period's start that pay nothing at its end.",
    why="Small customers leave unseen when only revenue is watched.",
    formula="customers of the start that are gone at the end / customers at the start",
    numerator="customers that are gone",
    denominator="customers at the start",
    source="ChartMogul help centre (customer churn rate); point to point",
    example="1 / 6 = 16.7%",
)
def logo_churn(books: Books) -> Ratio:
    """Point to point: who left and came back within the window has not left."""
    return Ratio(of=retention.lost_customers(books), per=retention.opening_customers(books))
