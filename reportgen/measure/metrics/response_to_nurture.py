"""Response to follow-ups."""

from reportgen.measure import activities
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Response to follow-ups",
    abbreviation="Response",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Clicks for each follow-up sent; beside it the leads in nurturing and how many of them "
        "there are for each person who calls."
    ),
    why="A click is a reason to call; follow-ups let a person keep several times as many going.",
    formula="clicks / follow-ups",
    numerator="clicks",
    denominator="follow-ups",
    source="Unified Business Model",
    example="200 follow-ups, 30 clicks: 15%; 60 leads in nurturing, 3 people: 20 each",
    part_units={"active_per_person": Unit.RATE, "in_nurturing": Unit.COUNT},
)
def response_to_nurture(books: Books) -> Beside:
    """Beside it, at the window's end, leads in nurturing, and per person."""
    return Beside(
        Ratio(
            of=Total(activities.counted(books, activities.CLICKED)),
            per=Total(activities.counted(books, activities.FOLLOWED)),
        ),
        {
            "in_nurturing": Total(activities.in_nurturing(books), Take.LAST),
            "active_per_person": activities.active_per_person(books),
        },
    )
