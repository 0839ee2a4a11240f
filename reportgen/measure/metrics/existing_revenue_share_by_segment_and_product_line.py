"""Share of the revenue from existing customers by segment and product line."""

from reportgen.measure import alignment, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.unit import Direction, Unit


@metric(
    title="Share of existing business, by segment and product line",
    abbreviation="Share of existing",
    topic="alignment",
    unit=Unit.SHARE,
    better=Direction.NONE,
    definition=(
        "How much of the revenue from existing customers each segment brings, each product line, "
        "and both at once."
    ),
    why="It says where a percentage point of churn costs most.",
    formula=(
        "revenue of twelve months from customers first paid before them, in a group / "
        "that of the company"
    ),
    numerator="revenue from existing customers of the group",
    denominator="revenue from existing customers of the company",
    source="New Breed (which segments fail to contribute to existing business?)",
    example="84,000 of 120,000 = 70%",
    kinds=retention.YEARS,
)
def existing_revenue_share_by_segment_and_product_line(books: Books) -> alignment.Matrix:
    """Shares of one revenue: those of all segments, lines or cells sum to 1."""
    return alignment.share_of_existing_revenue(books)
