"""CAC ratio of new customers."""

from reportgen.measure.acquisition import new_business_spend, yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CAC ratio of new customers",
    abbreviation="New CAC ratio",
    topic="acquisition",
    unit=Unit.RATIO,
    better=Direction.DOWN,
    definition="What one unit of annual recurring revenue from new customers cost to win.",
    why="It compares across companies, since it does not depend on how large a customer is.",
    formula="sales and marketing spend for new business / annual recurring revenue of new ones",
    numerator="sales and marketing spend for new business",
    denominator="annual recurring revenue of new customers",
    source="Benchmarkit 2025 B2B SaaS benchmarks (which divide all spend)",
    example="27,000 / 36,000 = 0.75",
    variant=Books.lag_words,
)
def cac_ratio_new(books: Books) -> Ratio:
    """Spend on new business (lagged) over the yearly recurring revenue of new customers."""
    return Ratio(of=new_business_spend(books), per=yearly_revenue_of(books, "new"))
