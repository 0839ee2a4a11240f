"""Customer lifetime value."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import average_selling_price, gross_margin
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value",
    abbreviation="CLV",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="The gross margin that a new customer leaves behind before it goes, on average.",
    why="It is the most that winning a customer may cost, and it should rise from year to year.",
    formula=(
        "average selling price of new customers × gross margin / "
        "monthly logo churn of twelve months"
    ),
    numerator="monthly gross margin of a new customer",
    denominator="monthly logo churn",
    source="David Skok, SaaS metrics (gross-margin form); New Breed",
    example="1,500 × 75% × 37.0 months = 41,625",
    kinds=retention.QUARTERS_AND_YEARS,
    on_lifetime=True,
    variant=retention.cap_words,
)
def customer_lifetime_value(books: Books) -> Formula:
    """New customers' price, the company's margin of the window, churn of twelve months."""
    price, margin, lifetime = pl.col("price"), pl.col("margin"), pl.col("lifetime")
    return Formula(
        {
            "price": average_selling_price(books),
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
