"""New leads."""

from reportgen.measure import leads
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="New leads",
    abbreviation="New leads",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="Leads that marketing or sales took for one for the first time in the period.",
    why="More of them are only better if deals follow.",
    formula="number of leads by the day of their first entry into the lead stage or the SQL stage",
    source="Unified Business Model",
    example="120 from inbound, 30 from outbound: 150",
)
def new_leads(books: Books) -> Total:
    """A lead counts once, whatever flows it goes through."""
    return Total(leads.new_leads(books))
