"""Average selling price."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Average selling price a month",
    abbreviation="ASP",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.BAND,
    definition="What an average new customer of the period paid in its first month.",
    why="It is what a sale brings in, without the expansions of customers won long ago.",
    formula="monthly recurring revenue of new customers / number of new customers",
    numerator="monthly recurring revenue of new customers",
    denominator="new customers",
    source="ChartMogul help centre (ASP counts first purchases only)",
    example="3,000 / 2 = 1,500",
)
def average_selling_price(books: Books) -> Ratio:
    """New recurring revenue over new customers of the window."""
    return Ratio(of=retention.moved_revenue(books, "new"), per=Total(books.new_customers))
