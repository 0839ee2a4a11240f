"""Sales and marketing spend."""

from reportgen.measure.acquisition import amount, sales_and_marketing
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Sales and marketing spend",
    abbreviation="S&M spend",
    topic="acquisition",
    unit=Unit.MONEY,
    better=Direction.BAND,
    definition="All that was booked in the period on winning business: people, media, tools, events.",
    why="A cost per customer that leaves out salaries or tools looks better than it is.",
    formula="sum of the ledger's sales and marketing entries",
    source="Business Reflex podcast 201 (what acquisition cost consists of)",
    example="10,000 + 10,000 + 10,000 = 30,000",
)
def sales_and_marketing_spend(books: Books) -> Formula:
    """Entries of the category sm; by part of the cost, by motion and by further columns."""
    return amount(Total(sales_and_marketing(books)))
