"""CAC payback on revenue."""

from reportgen.measure.acquisition import new_business_spend, new_revenue
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback on revenue",
    abbreviation="CAC payback on revenue",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition="Months until the invoices of new customers add up to what it cost to win them.",
    why="It is the form to hold against a contract's value, and against benchmarks without margin.",
    formula="sales and marketing spend for new business / new monthly recurring revenue",
    numerator="sales and marketing spend for new business",
    denominator="monthly recurring revenue of new customers",
    measures="revenue",
    source="OPEXEngine (payback with and without margin); Business Reflex podcast 201",
    example="27,000 / 3,000 = 9.0 months",
    variant=Books.lag_words,
)
def cac_payback_on_revenue(books: Books) -> Ratio:
    """Spend (lagged) over the monthly recurring revenue of the window's new customers."""
    return Ratio(of=new_business_spend(books), per=new_revenue(books))
