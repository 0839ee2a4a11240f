"""Net promoter score."""

from reportgen.measure import answers
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS
from reportgen.unit import Direction, Unit


@metric(
    title="Net promoter score",
    abbreviation="NPS",
    topic="voice",
    unit=Unit.SCORE,
    better=Direction.UP,
    definition=(
        "Those who would recommend us (9 or 10 of 10) less those who would not (0 to 6), in "
        "per cent of the answers."
    ),
    why="Revenue tells who stays; it does not tell who stays only because they must.",
    formula="(answers of 9 and 10 - answers of 0 to 6) / answers × 100",
    numerator="promoters less detractors",
    denominator="answers",
    source="DELA annual report 2018 (net promoter score)",
    example="30% promoters, 20% detractors: +10",
    kinds=MONTHS,
    variant=answers.words,
)
def nps(books: Books) -> Beside:
    """At the month's end; n counts answers, beside it the margin."""
    margin = answers.promoter_margin(books)
    return Beside(answers.promoter_score(books), {"margin": margin})
