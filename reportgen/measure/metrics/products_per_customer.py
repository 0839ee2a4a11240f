"""Products per customer."""

import polars as pl

from reportgen.measure import product_lines
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Products per customer",
    topic="customers",
    unit=Unit.MEAN,
    better=Direction.UP,
    definition="How many product lines an average active customer pays for.",
    why="It rises when customers find more of the product worth paying for.",
    formula="sum of each active customer's product lines / active customers",
    numerator="product lines of active customers",
    denominator="active customers",
    source="loyalty in the customer base (integration of products)",
    example="10 product lines at 9 customers: 1.1",
    kinds=MONTHS,
)
def products_per_customer(books: Books) -> Ratio:
    """At the month's end; of a product line's customers: how many lines they have."""
    facts = product_lines.products(books)
    lines = facts.valued(pl.col("lines"))
    return Ratio(of=Total(lines, Take.LAST), per=Total(facts, Take.LAST))
