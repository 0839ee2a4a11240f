"""Gross margin."""

from reportgen.measure.acquisition import gross_margin as margin
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Gross margin",
    abbreviation="Gross margin",
    topic="efficiency",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="What is left of revenue after hosting, support and other costs of delivering it.",
    why="Payback and customer value are earned from this margin, not from revenue.",
    formula="(revenue - cost of goods sold) / revenue",
    numerator="revenue less cost of goods sold",
    denominator="revenue",
    source="SaaS Capital, cost of goods sold for SaaS businesses",
    example="(110,700 - 27,675) / 110,700 = 75%",
)
def gross_margin(books: Books) -> Shape:
    """All revenue and its cost in the window; no figure for a ledger without such costs."""
    return margin(books)
