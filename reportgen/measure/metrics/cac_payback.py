"""CAC payback."""

from reportgen.measure.acquisition import payback
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback",
    abbreviation="CAC payback",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition="Months until the gross margin of new customers has earned back what they cost.",
    why="Above twelve months, a customer on a one-year contract who leaves has been a pure loss.",
    formula="sales and marketing spend for new business / (new recurring revenue × gross margin)",
    numerator="sales and marketing spend for new business",
    denominator="monthly gross margin of new customers",
    source="Bessemer Law #6; Business Reflex podcast 201 (twelve-month line)",
    example="27,000 / (3,000 × 75%) = 12.0 months",
    threshold="payback_warn",
    warn_above=12,
    variant=Books.lag_words,
)
def cac_payback(books: Books) -> Ratio:
    """Spend (lagged) over the monthly gross margin of the window's new customers."""
    return payback(books)
