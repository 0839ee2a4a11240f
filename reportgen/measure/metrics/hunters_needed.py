"""People needed to book the meetings of the backward plan."""

from reportgen.measure.backward_cells import KINDS
from reportgen.measure.books import Books
from reportgen.measure.hunters import Hunters, meeting_words
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Meeting bookers needed",
    abbreviation="Meeting bookers needed",
    topic="funnel",
    unit=Unit.RATE,
    better=Direction.NONE,
    definition=(
        "How many people have to book meetings for the backward plan to hold; beside it how many do "
        "so now, and how many it would take at full capacity."
    ),
    why="A flow whose callers are busy all day grows by one more of them, not by better steps.",
    formula=(
        "leads handed to sales by the plan × meetings for each / (meetings a person books in a day × "
        "working days)"
    ),
    numerator="meetings needed",
    denominator="meetings that one person books",
    source="Unified Business Model",
    example="264 meetings / (2 a day × 66 days) = 2.0",
    kinds=KINDS,
    variant=meeting_words,
    part_units={"meetings": Unit.COUNT},
)
def hunters_needed(books: Books) -> Hunters:
    """For each month and quarter of the fiscal year, and for the year."""
    return Hunters(books)
