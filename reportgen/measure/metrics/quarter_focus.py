"""Focus of the quarter."""

from reportgen.measure import focus
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Progress of the quarter's actions",
    abbreviation="Progress",
    topic="plan",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How much of the way from its start to its target each of the few actions has come.",
    why="A few things improved in two-week steps are worth more than many that were decided on.",
    formula="(actual - start) / (target - start), by action",
    numerator="actual less start",
    denominator="target less start",
    source="Business Reflex podcast 201, quarter focus",
    example="from 40 to 60, now 55: (55 - 40) / (60 - 40) = 75%",
    kinds=focus.KINDS,
)
def quarter_focus(books: Books) -> Given:
    """Rows of the split action, as of the report period."""
    return focus.progress(books)
