"""Conversion of a whole flow."""

from reportgen.measure.books import Books
from reportgen.measure.funnel import within_words
from reportgen.measure.funnel_shapes import conversion_of_flows
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Conversion of the flow",
    abbreviation="Flow conversion",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="The share of a flow's first stage that gets to its last, were each step as in the period.",
    why="Steps multiply: one per cent more at any of them is one per cent more at the end.",
    formula="product of the conversions of the flow's steps",
    source="Unified Business Model; TheCalcu, funnel conversion",
    example="30% × 40% × 41.67% × 30% = 1.5%",
    variant=within_words,
)
def flow_conversion(books: Books) -> Shape:
    """By flow, and by group and flow."""
    return conversion_of_flows(books)
