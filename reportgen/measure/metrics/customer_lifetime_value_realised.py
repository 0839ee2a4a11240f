"""Customer lifetime value, realised so far."""

from reportgen.measure.books import Books
from reportgen.measure.cohort_economics import realised_revenue
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime value, realised so far",
    abbreviation="Realised CLV",
    topic="customers",
    unit=Unit.MONEY,
    measures="revenue to date",
    better=Direction.UP,
    definition="What a customer won since the exports begin has paid to date, on average.",
    why="It assumes nothing, neither churn nor margin; it understates, since most have not left.",
    formula=(
        "revenue to date of all customers who first paid within the exports / number of them, "
        "also those who have left"
    ),
    numerator="their revenue to date",
    denominator="customers who first paid within the exports",
    source="New Breed (several ways to customer lifetime value)",
    example="two customers who have paid 30,000 and 10,000 to date: 20,000",
    kinds=MONTHS,
)
def customer_lifetime_value_realised(books: Books) -> Given:
    """By year of joining too; customers older than the exports have paid more than is known."""
    return realised_revenue(books)
