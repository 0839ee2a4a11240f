"""Expansion rate by segment and product line."""

from reportgen.measure import alignment, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue expanded, by segment and product line",
    abbreviation="Expanded",
    topic="alignment",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Recurring revenue that existing customers added over twelve months, as a share of what "
        "there was at their start: in each segment, in each product line, and in both at once."
    ),
    why="Where nothing is added, there is nothing to upgrade to, or nobody who offers it.",
    formula="expansion of twelve months / recurring revenue at their start",
    numerator="expansion",
    denominator="recurring revenue at the start",
    source="New Breed (are upgrades missing? is a product line tied to it?)",
    example="expansion of 4,800 / 32,000 at the start = 15%",
    kinds=retention.YEARS,
    variant=retention.rate_words,
)
def expansion_rate_by_segment_and_product_line(books: Books) -> alignment.Matrix:
    """Company, segments, product lines and cells; n counts customers at the start."""
    return alignment.expansion_rate(books)
