"""Calls, mails and meetings that the backward plan takes."""

from reportgen.measure.activity_plan import ActivityPlan
from reportgen.measure.backward_cells import KINDS
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Activities by the plan",
    abbreviation="Activities by the plan",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition=(
        "How many calls, mails, meetings and downloads the backward plan takes, if a lead handed to "
        "sales takes as many as in the last twelve months."
    ),
    why="A goal that everybody can count for themselves, every day.",
    formula="leads handed to sales by the plan × activities for each of them in twelve months",
    source="The funnel in four steps",
    example="100 leads handed to sales, 40 calls for each: 4,000 calls",
    kinds=KINDS,
)
def activities_needed(books: Books) -> ActivityPlan:
    """By type; n counts what there is so far."""
    return ActivityPlan(books)
