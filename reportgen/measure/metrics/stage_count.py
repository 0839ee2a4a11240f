"""Entries into the stages of the funnels."""

from reportgen.measure.books import Books
from reportgen.measure.leads import stage_entries
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Entries into stages",
    abbreviation="Entries",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition=(
        "How many times leads entered a stage in the period, a lead once in each stage of a flow; "
        "those that come back through nurturing count each time."
    ),
    why="A funnel can only pass on what has entered it.",
    formula="number of first entries into the stages of a flow, by the day of entry",
    source="Unified Business Model",
    example="1,000 visitors, 300 marketing leads, 120 sales leads: 1,420 entries",
)
def stage_count(books: Books) -> Total:
    """Entries by stage, by flow, by flow and stage, and by what else is known of the leads."""
    return Total(stage_entries(books))
