"""Recurring-revenue bridge from end to end."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Bridge
from reportgen.measure.customer_months import MOVEMENTS
from reportgen.measure.endpoint import endpoint_movements
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Recurring-revenue bridge, end to end",
    abbreviation="MRR bridge, end to end",
    topic="growth",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "Every customer's change of monthly recurring revenue from the period's start to its end, as "
        "one movement."
    ),
    why="A customer that moves twice counts once: it shows the result, not the way to it.",
    formula=(
        "closing - opening, customer by customer = new + reactivation + expansion + contraction + "
        "churn + fx"
    ),
    source="ChartMogul help centre (net MRR movements)",
    example="31,000 + 3,300 new + 2,000 won back + 2,500 expansion = 38,800",
    variant=retention.rate_words,
)
def recurring_revenue_bridge_endpoint(books: Books) -> Bridge:
    """One movement a customer and window, losses negative; n counts customers."""
    return Bridge(endpoint_movements(books), MOVEMENTS)
