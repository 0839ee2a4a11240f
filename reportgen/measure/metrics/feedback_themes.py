"""Answers by theme."""

from reportgen.measure import answers
from reportgen.measure.books import Books
from reportgen.measure.composed import Split, Together
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Answers by theme",
    topic="voice",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition="How many answers of the period name a theme, and which.",
    why="What is said most often is where work is noticed first.",
    formula="number of the period's answers with a theme",
    source="New Breed (feedback in surveys and interviews)",
    example="support 3, price 2: 5 answers",
)
def feedback_themes(books: Books) -> Shape:
    """Answers that name a theme, by segment, by theme, and by theme within each segment."""
    facts = answers.themes(books)
    order = tuple(facts.rows["theme"].unique().sort())
    return Together((Total(facts), Split(facts, order, "theme"))) if order else Total(facts)
