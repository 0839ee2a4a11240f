"""Reasons for losses, by value."""

from reportgen.measure import deals, losses
from reportgen.measure.books import Books
from reportgen.measure.composed import Together
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Lost value by reason",
    abbreviation="Lost value",
    topic="won_and_lost",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="What the deals lost in the period would have been worth a year, for each reason.",
    why="The reason most often given and the reason that costs most are seldom the same.",
    formula=(
        "sum of the yearly amounts of lost deals that have one, by closing date and reason; also "
        "within segment and source"
    ),
    source="Win/loss analysis, common practice",
    example="120,000 lost to a competitor + 60,000 without a decision = 180,000",
    variant=deals.renewals_in_words,
)
def loss_reasons_by_value(books: Books) -> Together:
    """Amounts of lost deals of the window, by loss_reason and by segment+loss_reason."""
    lost = losses.lost_with_reason(books)
    return losses.by_reason(deals.amounts(lost) if "amount" in lost.rows.columns else lost)
