"""Reasons for losses."""

from reportgen.measure import deals, losses
from reportgen.measure.books import Books
from reportgen.measure.composed import Together
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Deals lost by reason",
    abbreviation="Deals lost by reason",
    topic="won_and_lost",
    unit=Unit.COUNT,
    better=Direction.DOWN,
    definition="How many deals were lost in the period for each reason that sales has given.",
    why="A reason that comes back is something to change: the price, the product or who is called on.",
    formula="deals with status lost, by closing date and reason; also within segment and source",
    source="Win/loss analysis, common practice",
    example="5 lost: 3 to a competitor, 2 without a decision",
    variant=deals.renewals_in_words,
)
def loss_reasons(books: Books) -> Together:
    """Lost deals of the window, by loss_reason and by segment+loss_reason."""
    return losses.by_reason(losses.lost_with_reason(books))
