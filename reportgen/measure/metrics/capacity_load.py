"""How near people are to what they can do in a day."""

from reportgen.measure.activities import Load, capacities
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


def capacity_words(books: Books) -> str:
    """The capacity, as it is printed beside the figure."""
    calls, meetings = (f"{most:g}" for most in capacities(books).values())
    return f"capacity of {calls} answered calls or {meetings} booked meetings a person and day"


@metric(
    title="Load of the meeting bookers",
    abbreviation="Load of the meeting bookers",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition=(
        "Answered calls and booked meetings per person and day, against what one person can do; "
        "the higher of the two."
    ),
    why="When the day is full, only one more person brings more meetings.",
    formula="activities per person and working day / capacity of a person and day",
    numerator="activities per person and working day",
    denominator="capacity of a person and day",
    source="Unified Business Model",
    example="19 answered calls of 20: 95%",
    variant=capacity_words,
    seasonal=True,
)
def capacity_load(books: Books) -> Load:
    """By type of activity."""
    return Load(books)
