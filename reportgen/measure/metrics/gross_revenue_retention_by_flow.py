"""Gross revenue retention, from movements."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.flows import kept_by_flow
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Gross revenue retention, from movements",
    abbreviation="GRR by flow",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition="Opening revenue less all contraction and churn of the period, as a share of it.",
    why="A customer that dips and recovers has lost nothing in the end; here it has.",
    formula="(opening - contraction - churn of the period) / opening",
    numerator="opening recurring revenue less losses",
    denominator="recurring revenue at the start",
    source="SaaS Metrics Standards Board, as restated by imboard",
    example="(32,000 - 1,000 - 4,000) / 32,000 = 84.4%",
    variant=retention.rate_words,
)
def gross_revenue_retention_by_flow(books: Books) -> Ratio:
    """Sums of monthly losses, those of customers won in the window among them."""
    return kept_by_flow(books, "contraction", "churn")
