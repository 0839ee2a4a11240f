"""Pipeline created."""

from reportgen.measure import pipeline_ahead
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Pipeline created",
    abbreviation="Pipeline created",
    topic="pipeline",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What the deals that were qualified in the period are worth a year, whatever came of them.",
    why="It is the earliest figure of sales in money: it falls a sales cycle before what is won does.",
    formula="sum of the yearly amounts of deals, by month of qualification",
    source="Structsales, unified business model (qualified opportunities by flow)",
    example="100,000 inbound + 60,000 outbound = 160,000",
    variant=pipeline_ahead.begin_in_words,
)
def pipeline_created(books: Books) -> Total:
    """Amounts of deals that became pipeline in the window; n counts them."""
    return Total(pipeline_ahead.pipeline_created(books))
