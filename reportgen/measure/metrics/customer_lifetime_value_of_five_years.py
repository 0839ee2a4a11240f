"""Customer lifetime value of five years."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import average_selling_price, gross_margin
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.measure.unit_economics import retention_of_a_year
from reportgen.unit import Direction, Unit

YEARS = 5


@metric(
    title="Customer lifetime value of five years",
    abbreviation="Five-year CLV",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "The gross margin that the revenue of a new customer leaves in five years when it is kept and "
        "grows as revenue does here."
    ),
    why="It stays finite where net retention is above 100%, and no churn of customers is assumed.",
    formula=(
        "sum over five years of price × 12 × gross margin × net revenue retention of twelve months "
        "^ (year - 1)"
    ),
    source="Bounded form for a net retention of 100% or more; own convention",
    example="1,500 × 12 × 75% × (1 + 1.00625 + ... + 1.00625^4) = 68,349",
    kinds=retention.QUARTERS_AND_YEARS,
    variant=retention.rate_words,
)
def customer_lifetime_value_of_five_years(books: Books) -> Formula:
    """Price of new customers, margin of the window, net retention of the year that ends with it."""
    margin, kept = pl.col("margin"), pl.col("kept")
    years = sum((kept**year for year in range(1, YEARS)), start=pl.lit(1.0))
    return Formula(
        {
            "price": average_selling_price(books),
            "margin": gross_margin(books),
            "kept": retention_of_a_year(books),
        },
        value=pl.col("price") * 12 * margin * years,
        n=pl.col("price.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )
