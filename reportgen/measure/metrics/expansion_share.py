"""Expansion share."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Expansion share",
    topic="expansion",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="The part of all added recurring revenue that existing customers added.",
    why="Revenue added by customers who are already there costs less to win than that of new ones.",
    formula="expansion / (new + expansion + reactivation)",
    numerator="expansion",
    denominator="all added recurring revenue",
    source="Benchmarkit 2025 (expansion as a share of new ARR, there without reactivation)",
    example="2,800 / (3,000 + 2,800 + 2,000) = 35.9%",
)
def expansion_share(books: Books) -> Ratio:
    """Expansion over all that was added in the window; n counts the movements."""
    return Ratio(
        of=retention.moved_revenue(books, "expansion"),
        per=retention.moved_revenue(books, "new", "expansion", "reactivation"),
        when_of_negative="not_meaningful",
    )
