"""Activities of sellers per person and working day."""

from reportgen.measure.activities import per_person
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Activities per person and day",
    abbreviation="Activities",
    topic="funnel",
    unit=Unit.RATE,
    better=Direction.UP,
    definition=(
        "Calls, mails and meetings for each person who has that activity in the month, and each of "
        "the month's working days."
    ),
    why="What a person gets done in a day decides how many people the plan needs.",
    formula="activities / (people with the activity in the month × Mondays to Fridays of the month)",
    numerator="activities",
    denominator="people times working days",
    source="Unified Business Model",
    example="1,386 answered calls, 3 people, 22 working days: 21.0",
    seasonal=True,
)
def activity(books: Books) -> Shape:
    """By type, by flow and type, by role and type; there is no sum of calls and meetings."""
    return per_person(books)
