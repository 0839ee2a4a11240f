"""Alignment diagnosis."""

from reportgen.measure import alignment, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Alignment diagnosis, against the average",
    abbreviation="Against average",
    topic="alignment",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "How much monthly recurring revenue a segment or a product line gained or lost over twelve "
        "months beyond what it would have at the company's average rate."
    ),
    why="It says where to look first: a rate alone makes a small group look like the problem.",
    formula=(
        "(expansion - churn - contraction of twelve months) - recurring revenue at their start × "
        "the same rate of the whole company"
    ),
    numerator="expansion less churn and contraction",
    denominator="recurring revenue at the start",
    source="New Breed (four questions on the causes of missing alignment)",
    example="-3,000 lost of 8,000, where the company keeps all: 3,000 below the average",
    kinds=retention.YEARS,
    variant=retention.rate_words,
)
def alignment_diagnosis(books: Books) -> alignment.Matrix:
    """0 for the company; segments, product lines and cells, each of which sum to 0."""
    return alignment.against_average(books)
