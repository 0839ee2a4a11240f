"""Net revenue retention, from movements."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.flows import kept_by_flow
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Net revenue retention, from movements",
    abbreviation="NRR by flow",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition=(
        "Opening revenue with all expansion, contraction and churn of the period, as a share of it."
    ),
    why="It can be read off a bridge; customers won in the period move it too, which they should not.",
    formula="(opening + expansion - contraction - churn of the period) / opening",
    numerator="opening recurring revenue and these movements",
    denominator="recurring revenue at the start",
    source="SaaS Metrics Standards Board, as restated by imboard",
    example="(32,000 + 4,800 - 1,000 - 4,000) / 32,000 = 99.4%",
    variant=retention.rate_words,
)
def net_revenue_retention_by_flow(books: Books) -> Ratio:
    """Sums of monthly movements, those of customers won in the window among them."""
    return kept_by_flow(books, "expansion", "contraction", "churn")
