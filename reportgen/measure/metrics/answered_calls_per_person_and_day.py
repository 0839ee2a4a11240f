"""Answered calls per person and working day."""

from reportgen.measure import activities
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Answered calls per person and day",
    abbreviation="Answered calls",
    topic="funnel",
    unit=Unit.RATE,
    better=Direction.UP,
    definition="Answered calls for each person who calls in the month, and each of the month's working days.",
    why="Whoever talks to many in a day learns the answers to nearly every objection.",
    formula="answered calls / (people with answered calls in the month × working days)",
    numerator="answered calls",
    denominator="people times working days",
    source="Unified Business Model",
    example="1,386 answered calls, 3 people, 22 working days: 21.0",
    seasonal=True,
)
def answered_calls_per_person_and_day(books: Books) -> Ratio:
    """The activity that the hunters' day is full of."""
    return activities.of_type(books, activities.ANSWERED)
