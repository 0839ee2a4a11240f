"""Gross revenue retention."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Gross revenue retention",
    abbreviation="GRR",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition=(
        "What is left at the period's end of the revenue of its start, not counting any expansion."
    ),
    why="Expansion can hide a leaking base for years; this figure cannot.",
    formula=(
        "sum of the smaller of both amounts, customer by customer / recurring revenue at the start"
    ),
    numerator="revenue kept, expansion left out",
    denominator="recurring revenue of the customers at the start",
    source=("SaaS Capital 2019 retention benchmarks (each customer at most at its earlier amount)"),
    example="28,500 / 32,000 = 89.1%",
    variant=retention.rate_words,
)
def gross_revenue_retention(books: Books) -> Ratio:
    """The cohort of the opening, each customer with the smaller of both its amounts."""
    return Ratio(of=retention.kept_without_expansion(books), per=retention.opening_revenue(books))
