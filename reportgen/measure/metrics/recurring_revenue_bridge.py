"""Recurring-revenue bridge."""

from reportgen.measure.books import Books
from reportgen.measure.composed import Bridge
from reportgen.measure.customer_months import MOVEMENTS
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Recurring-revenue bridge",
    abbreviation="MRR bridge",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "Every change of monthly recurring revenue, customer by customer and month by month: "
        "new, won back, expanded, contracted, churned, and the effect of exchange rates."
    ),
    why="The same net growth can hide a leaking base or a base that grows by itself.",
    formula="closing - opening = new + reactivation + expansion + contraction + churn + fx",
    source="ChartMogul help centre (MRR movements); Stripe billing analytics glossary",
    example="31,000 + 3,000 new + 2,000 won back + 2,800 expansion = 38,800",
)
def recurring_revenue_bridge(books: Books) -> Bridge:
    """Monthly movements summed over the window, losses negative; n counts movements."""
    return Bridge(books.moved, MOVEMENTS)
