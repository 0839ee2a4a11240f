"""Customer lifetime value on revenue."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import revenue_per_active_customer
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value on revenue",
    abbreviation="CLV on revenue",
    topic="customers",
    unit=Unit.MONEY,
    measures="revenue",
    better=Direction.UP,
    definition="The revenue that an average customer brings before it leaves.",
    why="It needs no ledger and is what many tools print; it is not what may be spent on winning.",
    formula="revenue per customer / monthly logo churn of twelve months",
    numerator="revenue per customer and month",
    denominator="monthly logo churn",
    source="ChartMogul help centre (customer lifetime value); New Breed",
    example="100 a month / 5% = 2,000",
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=retention.cap_words,
)
def customer_lifetime_value_on_revenue(books: Books) -> Formula:
    """Average revenue of all customers at the window's end over the churn of twelve months."""
    price, lifetime = pl.col("price"), pl.col("lifetime")
    return Formula(
        {"price": revenue_per_active_customer(books), "lifetime": retention.lifetime(books)},
        value=price * lifetime,
        numerator=price,
        denominator=1 / lifetime,
        n=pl.col("price.n"),
    )
