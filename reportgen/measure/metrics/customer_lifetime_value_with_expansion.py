"""Customer lifetime value with expansion."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.measure.unit_economics import monthly_net_expansion, value_parts
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value with expansion",
    abbreviation="CLV with expansion",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="The gross margin that a new customer leaves when it grows as customers do here.",
    why="It credits sales with what customers grow into; it breaks when they grow as fast as they leave.",
    formula=(
        "price × gross margin / churn + m × gross margin / churn^2, m = price × (expansion - "
        "contraction of twelve months / their opening revenues), monthly logo churn of twelve months"
    ),
    source="David Skok, SaaS metrics (expansion form); Fairview (where it breaks)",
    example="41,625 × (1 + 0.9623% × 37.0) = 56,445",
    kinds=retention.QUARTERS_AND_YEARS,
    variant=retention.cap_words,
)
def customer_lifetime_value_with_expansion(books: Books) -> Formula:
    """Growth is a share of the price, since large customers' sums are not what new ones add."""
    margin, lifetime, growth = pl.col("margin"), pl.col("lifetime"), pl.col("growth")
    return Formula(
        {**value_parts(books), "growth": monthly_net_expansion(books)},
        value=pl.col("price") * margin * lifetime * (1 + growth * lifetime),
        n=pl.col("price.n"),
        reasons=(
            (margin <= 0, "not_meaningful"),
            (growth * lifetime >= 1, "not_meaningful"),
            (growth * lifetime <= -1, "not_meaningful"),
        ),
        everywhere=frozenset({"margin"}),
    )
