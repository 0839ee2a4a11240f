"""What the backward plan still lacks."""

from reportgen.measure.backward_cells import KINDS, Backward, plan_words
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Still needed",
    abbreviation="Still needed",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.DOWN,
    definition="What the backward plan asks of a stage, less what has entered it so far; 0 when it is met.",
    why="It is the work that is left, while there is time to do it.",
    formula="entries by the backward plan - entries so far, not below 0",
    numerator="entries by the backward plan",
    source="The funnel in four steps",
    example="100 leads handed to sales, 64 so far: 36",
    kinds=KINDS,
    variant=plan_words,
)
def leads_still_needed(books: Books) -> Backward:
    """The company's are deals; n counts what there is so far."""
    return Backward(books, rest=True)
