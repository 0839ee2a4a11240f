"""Net revenue retention without contraction."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.flows import kept_by_flow
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Net revenue retention without contraction",
    abbreviation="NRR, no contraction",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition="Opening revenue with expansion and churn alone, as a share of it.",
    why="Some tools print it; customers who stay and pay less do not show in it at all.",
    formula="(opening + expansion - churn of the period) / opening",
    numerator="opening recurring revenue, expansion and churn",
    denominator="recurring revenue at the start",
    source="Baremetrics changelog (net revenue retention); Notion metric templates",
    example="(32,000 + 4,800 - 4,000) / 32,000 = 102.5%",
    variant=retention.rate_words,
)
def net_revenue_retention_without_contraction(books: Books) -> Ratio:
    """Sums of monthly expansion and churn over the opening revenue."""
    return kept_by_flow(books, "expansion", "churn")
