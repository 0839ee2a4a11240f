"""Net revenue retention with customers won back."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.flows import kept_by_flow
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Net revenue retention with customers won back",
    abbreviation="NRR with won back",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition="All revenue at the period's end but that of new customers, as a share of its start.",
    why="Customers won back were paid for a second time; counting them as kept hides that.",
    formula="(closing - new of the period) / opening, exchange rates left out",
    numerator="closing recurring revenue without new customers",
    denominator="recurring revenue at the start",
    source="NetSuite help centre (net revenue retention)",
    example="(38,800 - 5,000) / 32,000 = 105.6%",
    variant=retention.rate_words,
)
def net_revenue_retention_with_reactivation(books: Books) -> Ratio:
    """Opening revenue and all movements but new ones, over the opening revenue."""
    return kept_by_flow(books, "reactivation", "expansion", "contraction", "churn")
