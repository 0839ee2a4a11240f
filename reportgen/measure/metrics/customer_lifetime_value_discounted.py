"""Customer lifetime value, discounted."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.measure.unit_economics import value_parts
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """Rate, spend on retention and cap."""
    chosen = books.pack.definitions
    rate = f"discounted at {chosen.discount_rate * 100:g}% a year"
    kept = f"less {chosen.retention_spend:,.2f} a month for keeping a customer"
    cap = f"lifetime {retention.cap_words(books)}"
    return "; ".join([rate, *([kept] if chosen.retention_spend else []), cap])


@metric(
    title="Customer lifetime value, discounted",
    abbreviation="Discounted CLV",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "The value on the day of the sale of the gross margin that a new customer leaves, less what "
        "it costs to keep it."
    ),
    why="Money that comes in after years is worth less than what was spent on winning it today.",
    formula=(
        "(monthly gross margin of a new customer - spend on keeping it) × (1 + d) / (1 + d - r), "
        "d = discount rate of a month, r = 1 - monthly logo churn"
    ),
    source="UVA Darden, marketing analytics (applying the CLV formula)",
    example="(18.45 - 0.50) × 1.01 / (1.01 - 0.995) = 1,208.63",
    kinds=retention.QUARTERS_AND_YEARS,
    variant=words,
)
def customer_lifetime_value_discounted(books: Books) -> Formula:
    """The first margin comes at once; churn is one over the (capped) lifetime."""
    chosen = books.pack.definitions
    margin, lifetime = pl.col("margin"), pl.col("lifetime")
    discount = (1 + chosen.discount_rate) ** (1 / 12) - 1
    left = pl.col("price") * margin - chosen.retention_spend
    return Formula(
        value_parts(books),
        value=left * (1 + discount) / (discount + 1 / lifetime),
        n=pl.col("price.n"),
        reasons=((margin <= 0, "not_meaningful"),),
        everywhere=frozenset({"margin"}),
    )
