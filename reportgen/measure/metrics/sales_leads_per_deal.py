"""Leads handed to sales for each deal won."""

from reportgen.measure.backward import new_business
from reportgen.measure.books import Books
from reportgen.measure.leads import qualified_for_sales
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Sales qualified leads per deal",
    abbreviation="SQL per deal",
    topic="funnel",
    unit=Unit.RATE,
    better=Direction.DOWN,
    definition="How many leads were handed to sales in the period for each deal won with a new customer.",
    why="It is the first step of the plan backwards, from deals to leads.",
    formula="sales qualified leads / deals won with new customers, both in the period",
    numerator="sales qualified leads",
    denominator="deals won with new customers",
    source="The funnel in four steps",
    example="100 sales qualified leads, 10 deals: 10",
)
def sales_leads_per_deal(books: Books) -> Ratio:
    """Of the company, and of segments and countries that both exports have."""
    leads, won = qualified_for_sales(books), new_business(books)
    return Ratio(of=Total(leads.without("flow")), per=Total(won))
