"""Net revenue retention."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Net revenue retention",
    abbreviation="NRR",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition=(
        "What the customers of the period's start pay at its end, as a share of what they paid then."
    ),
    why="Above 100% the company grows without a single new customer.",
    formula=(
        "recurring revenue now of the customers active at the start / their recurring revenue then"
    ),
    numerator="their recurring revenue at the end",
    denominator="recurring revenue of the customers at the start",
    source=(
        "SaaS Capital 2019 retention benchmarks; Confluent and GitLab filings (cohort, point to point)"
    ),
    example="32,200 / 32,000 = 100.6%",
    variant=retention.rate_words,
)
def net_revenue_retention(books: Books) -> Ratio:
    """The cohort of the opening, point to point; customers won later do not count."""
    return Ratio(of=retention.kept_revenue(books), per=retention.opening_revenue(books))
