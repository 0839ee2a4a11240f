"""Customers with several products."""

import polars as pl

from reportgen.measure import product_lines
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Customers with several products",
    abbreviation="Several products",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The part of the active customers that pay for two product lines or more.",
    why="Whoever has woven more of the product into the business leaves less easily.",
    formula="customers with two or more product lines / active customers",
    numerator="customers with several product lines",
    denominator="active customers",
    source="loyalty in the customer base (integration of products)",
    example="C07 of 9 customers has Core and Addon: 1 / 9 = 11.1%",
    kinds=MONTHS,
)
def cross_sell_rate(books: Books) -> Ratio:
    """At the month's end; of a product line's customers: how many have another line too."""
    facts = product_lines.products(books)
    several = facts.valued(pl.col("several"))
    return Ratio(of=Total(several, Take.LAST), per=Total(facts, Take.LAST))
