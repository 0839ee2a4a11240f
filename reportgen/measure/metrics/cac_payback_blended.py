"""CAC payback, new customers and expansion together."""

from reportgen.measure.acquisition import margin_on
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.measure.unit_economics import all_spend
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback, new and expansion",
    abbreviation="CAC payback, new and expansion",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "Months until the gross margin of new customers and of expansion has earned back all spend."
    ),
    why="Where existing customers take much of the spend, the payback of new ones alone misleads.",
    formula="all sales and marketing spend / ((new + expansion) × gross margin)",
    numerator="sales and marketing spend",
    denominator="monthly gross margin of new customers and expansion",
    source="Ben Murray, SaaS Metrics School (dollar-based CAC payback)",
    example="27,000 / ((3,000 + 2,800) × 75%) = 6.2 months",
    variant=Books.lag_words,
)
def cac_payback_blended(books: Books) -> Ratio:
    """All spend (lagged) over the monthly margin of what was won, from whomever."""
    return Ratio(of=all_spend(books), per=margin_on(books, "new", "expansion"))
