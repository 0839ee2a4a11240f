"""Change in annual recurring revenue."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.composed import Split, Together
from reportgen.measure.customer_months import MOVEMENTS
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.measure.top_movers import top_movers
from reportgen.unit import Direction, Unit

CROSSED = ("segment", "product_line")
# Whose mix moves by itself as time goes.
LEFT_OUT = ("cohort",)


@metric(
    title="Change in annual recurring revenue",
    abbreviation="Change in ARR",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "What moved annual recurring revenue over the period: by movement, by group of customers, "
        "by product line and by customer. The contributions add up to the change."
    ),
    why="A board asks who and what, and only then how much.",
    formula="sum of the monthly movements of the period × 12",
    source="ChartMogul help centre (MRR movements)",
    example="465,600 - 372,000 = 93,600: new 36,000, won back 24,000, expansion 33,600",
    change_of="annual_recurring_revenue",
)
def annual_recurring_revenue_change(books: Books) -> Together:
    """Movements x 12; each movement within segments and product lines; the customers that moved most.

    Of customers only the ten that rose and the ten that fell most stand alone, see `top_movers`.
    """
    moved = books.moved.valued(pl.col("value") * 12).without(*LEFT_OUT)
    others = [split for split in books.moved.splits if split not in CROSSED]
    crossed = Split(moved.without(*others), MOVEMENTS, "movement")
    return Together((Total(moved), crossed, top_movers(books)))
