"""Customer lifetime value of all customers against acquisition cost."""

from reportgen.measure import retention
from reportgen.measure.acquisition import acquisition_cost
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.metrics.customer_lifetime_value_blended import (
    customer_lifetime_value_blended,
)
from reportgen.measure.metrics.payback_against_lifetime import words
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CLV of all customers against acquisition cost",
    abbreviation="CLV:CAC, all customers",
    topic="customers",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="The value of a customer of today's average size against the cost of winning a new one.",
    why="Where new customers are smaller than old ones it flatters: nobody wins the average.",
    formula="customer lifetime value, all customers / customer acquisition cost of the same period",
    numerator="customer lifetime value, all customers",
    denominator="customer acquisition cost",
    source="Fairview (blended revenue per account overstates)",
    example="119,633 / 13,500 = 8.86; with the price of new customers 3.08",
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=words,
)
def lifetime_value_to_cac_blended(books: Books) -> Ratio:
    """Blended lifetime value over the cost of a new customer."""
    return Ratio(of=customer_lifetime_value_blended.measure(books), per=acquisition_cost(books))
