"""Upsell ratio."""

import polars as pl

from reportgen.measure import product_lines
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Upsell ratio",
    abbreviation="Upsell",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The part of the customers of the period's start that bought more in it.",
    why=(
        "Per segment it shows where there is more to sell and where the offer ends with the "
        "first sale."
    ),
    formula=(
        "customers of the start with an expansion in one of the period's months / customers "
        "at the start"
    ),
    numerator="customers that bought more",
    denominator="customers at the start",
    source=(
        "loyalty in the customer base (upsell ratio per segment); customers, not offers or revenue"
    ),
    example="C01, C03, C07 and C10 of the 5 customers of September expand: 4 / 5 = 80%",
)
def upsell_ratio(books: Books) -> Ratio:
    """Who expanded within the window; a product line's customers are those whose line expanded."""
    facts = product_lines.upsold(books)
    return Ratio(of=Total(facts), per=Total(facts.valued(pl.col("had"))))
