"""Margin of the net promoter score."""

from reportgen.measure import answers
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Margin of the net promoter score",
    abbreviation="NPS, margin",
    topic="voice",
    unit=Unit.SCORE,
    better=Direction.DOWN,
    definition=(
        "By how many points the score may be higher or lower by chance alone, in 95 of 100 cases."
    ),
    why="A change within the margin is no change.",
    formula=(
        "1.96 × 100 × square root of ((promoters + detractors - (promoters - detractors) "
        "squared) / answers), as shares"
    ),
    source="Normal approximation of the standard error",
    example="30% promoters and 20% detractors of 100 answers: 13.7 points",
    kinds=MONTHS,
    variant=answers.words,
)
def nps_margin(books: Books) -> Formula:
    """At the month's end; n counts answers."""
    return answers.promoter_margin(books)
