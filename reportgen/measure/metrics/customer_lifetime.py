"""Customer lifetime."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Customer lifetime",
    abbreviation="Lifetime",
    topic="retention",
    unit=Unit.MONTHS,
    better=Direction.UP,
    definition="How many months a customer stays if churn remains what it was in the last twelve.",
    why="It says how long a customer has to earn back what winning it cost.",
    formula="1 / monthly logo churn of twelve months",
    numerator="customers at the start of each month, summed",
    denominator="churn events",
    source="David Skok, SaaS metrics (3% a month = 33 months; 20% a year = 5 years)",
    example="74 / 2 = 37.0 months",
    kinds=retention.YEARS,
    headline=PeriodKind.TRAILING,
    on_lifetime=True,
    variant=retention.cap_words,
)
def customer_lifetime(books: Books) -> Formula:
    """Months, no more than the pack's cap; the cap itself when nobody left."""
    return retention.lifetime(books)
