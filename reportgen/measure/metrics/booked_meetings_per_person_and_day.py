"""Booked meetings per person and working day."""

from reportgen.measure import activities
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Booked meetings per person and day",
    abbreviation="Booked meetings",
    topic="funnel",
    unit=Unit.RATE,
    better=Direction.UP,
    definition="Booked meetings for each person who books any in the month and each of its working days.",
    why="It is what the calls are for.",
    formula="booked meetings / (people with booked meetings in the month × working days)",
    numerator="booked meetings",
    denominator="people times working days",
    source="Unified Business Model",
    example="132 booked meetings, 3 people, 22 working days: 2.0",
    seasonal=True,
)
def booked_meetings_per_person_and_day(books: Books) -> Ratio:
    """Booked, not held."""
    return activities.of_type(books, activities.BOOKED)
