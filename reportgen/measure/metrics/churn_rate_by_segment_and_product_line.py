"""Revenue churn by segment and product line."""

from reportgen.measure import alignment, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue lost, by segment and product line",
    abbreviation="Lost",
    topic="alignment",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "Recurring revenue lost over twelve months, as a share of what there was at their start: "
        "in each segment, in each product line, and in both at once."
    ),
    why="A product line that is sold to the wrong segment loses its customers there and not elsewhere.",
    formula="(churn + contraction of twelve months) / recurring revenue at their start",
    numerator="churn and contraction",
    denominator="recurring revenue at the start",
    source="New Breed (is there a churn problem? is a product line tied to it?)",
    example="(10 churn + 10 contraction) / 100 = 20%",
    kinds=retention.YEARS,
    variant=retention.rate_words,
)
def churn_rate_by_segment_and_product_line(books: Books) -> alignment.Matrix:
    """Company, segments, product lines and cells; n counts customers at the start."""
    return alignment.churn_rate(books)
