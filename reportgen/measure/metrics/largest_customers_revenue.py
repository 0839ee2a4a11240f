"""Revenue of the ten largest customers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Given
from reportgen.measure.top_movers import largest
from reportgen.unit import Direction, Unit


@metric(
    title="Revenue of the ten largest customers",
    abbreviation="Largest customers, revenue",
    topic="customers",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition="What the ten customers that pay most pay a year, together and each.",
    why="Their renewals are the dates that a board should know.",
    formula="sum of the ten largest customers' recurring revenue of the month × 12",
    numerator="annual recurring revenue of the ten largest",
    denominator="annual recurring revenue",
    source="No published standard; merged customers count as one",
    example="13,200 × 12 = 158,400 from the largest of nine",
    kinds=MONTHS,
    of_few=True,
)
def largest_customers_revenue(books: Books) -> Given:
    """The ten together for the company, each of them by `customer` in the last two years."""
    return largest(books)
