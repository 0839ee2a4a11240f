"""Cross-sell ratio."""

import polars as pl

from reportgen.measure import product_lines
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Cross-sell ratio",
    abbreviation="Cross-sell",
    topic="customers",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "The part of the customers that lacked a product line at the period's start and added "
        "one in it."
    ),
    why="It says how well further products reach those who buy already, product by product.",
    formula=(
        "customers that added a product line they did not have / customers of the start that "
        "lacked one"
    ),
    numerator="customers that added a product line",
    denominator="customers that lacked one",
    source="loyalty in the customer base (cross-sell); eligible customers only",
    example="C07 adds Addon, which all 5 customers of September 2025 lack: 1 / 5 = 20%",
)
def cross_sell_adds(books: Books) -> Ratio:
    """Who added a line; of a product line: who lacked it and added it."""
    facts = product_lines.added(books)
    return Ratio(of=Total(facts), per=Total(facts.valued(pl.col("lacked"))))
