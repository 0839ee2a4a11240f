"""The plan backwards, stage by stage."""

from reportgen.measure.backward_cells import KINDS, Backward, plan_words
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Backward plan",
    abbreviation="Backward plan",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition=(
        "How many deals the planned new revenue takes, and how many entries into each stage of "
        "each flow these take; earlier by the time from there to the deal. What counts for the year "
        "therefore begins before it and ends before its end."
    ),
    why="It turns a revenue target into what has to happen this month.",
    formula=(
        "planned new annual recurring revenue / mean won deal, shared over the flows by their won "
        "deals; each stage divided by the conversion of its step"
    ),
    numerator="planned new annual recurring revenue",
    denominator="mean deal won",
    source="The funnel in four steps; Unified Business Model",
    example="100,000 / 10,000 = 10 deals; 10 leads handed to sales a deal = 100",
    kinds=KINDS,
    variant=plan_words,
)
def backward_plan(books: Books) -> Backward:
    """Unrounded; n counts what there is so far."""
    return Backward(books)
