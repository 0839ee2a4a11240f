"""Share of revenue from existing customers."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Share of revenue from existing customers",
    abbreviation="Existing-business share",
    topic="growth",
    unit=Unit.SHARE,
    # It also rises where less new is sold: no direction of it is good in itself.
    better=Direction.BAND,
    definition=(
        "The part of the period's recurring revenue that came from customers who had paid before "
        "it began."
    ),
    why=(
        "Where marketing, sales and service pull together, this share rises from year to year; it "
        "rises as well where less new is sold."
    ),
    formula="revenue from existing customers / all recurring revenue of the period, booked rates",
    numerator="revenue from existing customers",
    denominator="all recurring revenue of the period",
    source="New Breed (existing against new business revenue)",
    example="373,400 / 401,700 = 93.0%",
    kinds=retention.QUARTERS_AND_YEARS,
)
def revenue_from_existing_customers_share(books: Books) -> Formula:
    """Revenue of customers first paid before the window over all its recurring revenue."""
    return retention.share_of_existing(books)
