"""Place in the alignment diagnosis."""

from reportgen.measure import alignment, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Place in the alignment diagnosis",
    abbreviation="Place",
    topic="alignment",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition=(
        "Segments, product lines and both at once, in the order in which they pull the company's "
        "existing business down; 1 does so most."
    ),
    why="Two to four areas can be worked on at a time: these are the first.",
    formula="place by the alignment diagnosis, least first; equal ones share a place",
    source="New Breed (causes of missing alignment); the order is our own",
    example="-3,000, -500 and 3,500 against the average: places 1, 2, 3",
    kinds=retention.YEARS,
)
def alignment_diagnosis_rank(books: Books) -> alignment.Ranked:
    """A place for each group of each split; the company has none."""
    return alignment.Ranked(alignment.against_average(books))
