"""Customer lifetime value, all customers."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import gross_margin, revenue_per_active_customer
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value, all customers",
    abbreviation="Blended CLV",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="The gross margin that a customer of today's average size leaves before it goes.",
    why="It values the base; held against the cost of new, smaller customers it flatters.",
    formula=(
        "revenue per customer × gross margin / monthly logo churn of twelve months, "
        "all customers at the period's end"
    ),
    numerator="monthly gross margin of an average customer",
    denominator="monthly logo churn",
    source="David Skok, SaaS metrics (gross-margin form)",
    example="38,800 / 9 × 75% × 37.0 months = 119,633.33",
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=retention.cap_words,
)
def customer_lifetime_value_blended(books: Books) -> Formula:
    """Average revenue of all customers, the company's margin, churn of twelve months."""
    price, margin, lifetime = pl.col("price"), pl.col("margin"), pl.col("lifetime")
    return Formula(
        {
            "price": revenue_per_active_customer(books),
            "margin": gross_margin(books),
            "lifetime": retention.lifetime(books),
        },
        value=price * margin * lifetime,
        numerator=price * margin,
        denominator=1 / lifetime,
        n=pl.col("price.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )
