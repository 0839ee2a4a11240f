"""CAC ratio of expansion."""

from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.measure.unit_economics import expansion_spend
from reportgen.unit import Direction, Unit


@metric(
    title="CAC ratio of expansion",
    abbreviation="Expansion CAC ratio",
    topic="acquisition",
    unit=Unit.RATIO,
    better=Direction.DOWN,
    definition="What one unit of annual recurring revenue from existing customers cost to win.",
    why="Held against the ratio of new customers it says where the next unit of spend belongs.",
    formula=(
        "sales and marketing spend on existing customers / annual recurring revenue of expansion"
    ),
    numerator="sales and marketing spend on existing customers",
    denominator="annual recurring revenue of expansion",
    source="imboard (blended CAC ratio, spend by purpose); KBCM SaaS survey 2019",
    example="9,000 / (2,800 × 12) = 0.27",
    variant=Books.lag_words,
)
def cac_ratio_expansion(books: Books) -> Ratio:
    """Spend on existing customers (lagged) over expansion; no data where no row has a purpose."""
    return Ratio(of=expansion_spend(books), per=yearly_revenue_of(books, "expansion"))
