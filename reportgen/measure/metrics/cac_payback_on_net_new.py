"""CAC payback on net new revenue."""

from reportgen.measure.acquisition import margin_on
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.measure.unit_economics import all_spend
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback on net new revenue",
    abbreviation="CAC payback, net new",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "Months of gross margin on the net growth of recurring revenue that all spend comes to."
    ),
    why=(
        "It is what outsiders compute for listed companies; expansion and customers won back "
        "flatter it, churn worsens it."
    ),
    formula="all sales and marketing spend / (net new recurring revenue × gross margin)",
    numerator="sales and marketing spend",
    denominator="monthly gross margin of net new recurring revenue",
    source="Clouded Judgement (net new implied ARR); Orb advises against it for one's own data",
    example="27,000 / (7,800 × 75%) = 4.6 months",
    variant=Books.lag_words,
)
def cac_payback_on_net_new(books: Books) -> Ratio:
    """All spend (lagged) over the margin of all movements, exchange rates among them."""
    return Ratio(of=all_spend(books), per=margin_on(books))
