"""Customer acquisition cost, paid channel."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.measure.unit_economics import advertising, paid_customers
from reportgen.unit import Direction, Unit


@metric(
    title="Customer acquisition cost, paid channel",
    abbreviation="Paid CAC",
    topic="acquisition",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="What was spent on advertising for each new customer that advertising brought in.",
    why="It says whether more advertising may be bought, which the cost of all channels hides.",
    formula="advertising spend / new customers whose channel is paid",
    numerator="advertising spend",
    denominator="new customers whose channel is paid",
    source="Business Reflex podcast 201 (advertising in three parts); common practice",
    example="12,000 of advertising / 3 paid customers = 4,000",
    variant=Books.lag_words,
)
def paid_cac(books: Books) -> Ratio:
    """Advertising (lagged) over new customers of the channel `paid`; salaries are not in it."""
    return Ratio(of=Total(advertising(books), lag=books.lag()), per=Total(paid_customers(books)))
