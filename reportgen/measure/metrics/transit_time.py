"""Time between the stages of a funnel."""

from reportgen.measure.books import Books
from reportgen.measure.funnel import within_words
from reportgen.measure.funnel_shapes import transit
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Time by step",
    abbreviation="Time by step",
    topic="funnel",
    unit=Unit.DAYS,
    better=Direction.DOWN,
    definition=(
        "How many days the middle one of the leads needed from a stage to the next, among those of "
        "the period's cohort that got there in time."
    ),
    why="It says how long before a deal its leads must have entered the funnel.",
    formula="median days from the first entry into a stage to the entry into the next",
    source="Unified Business Model",
    example="10, 20 and 60 days: 20",
    variant=within_words,
)
def transit_time(books: Books) -> Shape:
    """The same cohorts as step_conversion."""
    return transit(books)
