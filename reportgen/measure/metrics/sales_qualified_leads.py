"""Sales qualified leads."""

from reportgen.measure import leads
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Total
from reportgen.unit import Direction, Unit


@metric(
    title="Sales qualified leads",
    abbreviation="SQL",
    topic="funnel",
    unit=Unit.COUNT,
    better=Direction.UP,
    definition="Leads that were handed to sales for the first time in the period.",
    why="It is what sellers can close: each deal needs a known number of them.",
    formula="number of leads by the day of their first entry into the SQL stage",
    source="The funnel in four steps",
    example="60 from inbound, 40 from outbound: 100",
)
def sales_qualified_leads(books: Books) -> Total:
    """A lead counts once."""
    return Total(leads.qualified_for_sales(books))
