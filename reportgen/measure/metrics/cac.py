"""Customer acquisition cost."""

from reportgen.measure.acquisition import acquisition_cost
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Customer acquisition cost",
    abbreviation="CAC",
    topic="acquisition",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="What it cost, with salaries and tools, to win one new customer.",
    why="Every new customer has to earn this back before it adds anything.",
    formula="sales and marketing spend for new business / new customers",
    numerator="sales and marketing spend for new business",
    denominator="new customers",
    source="SaaSGrid documentation (new ACV against CAC); Business Reflex podcast 201",
    example="27,000 / 2 = 13,500",
    variant=Books.lag_words,
)
def cac(books: Books) -> Ratio:
    """Spend (lagged) over new customers; without any, the spend stands as spent for nothing."""
    return acquisition_cost(books)
