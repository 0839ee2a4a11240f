"""Compound monthly growth."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Named, Together
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS
from reportgen.unit import Direction, Unit

SPANS_IN_MONTHS = (3, 6, 12)


@metric(
    title="Compound monthly growth",
    abbreviation="CMGR",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "The steady monthly rate that leads from the recurring revenue of twelve (or three, or "
        "six) months ago to today's."
    ),
    why="One rate for spans of different length: a higher one over three months is acceleration.",
    formula="(ARR of the month / ARR n months earlier) ^ (1 / n) - 1; n = 12 unless stated",
    numerator="annual recurring revenue now",
    denominator="annual recurring revenue n months earlier",
    source="SaaSGrid metrics library (CMGR)",
    example="(38,800 / 32,000) ^ (1/12) - 1 = 1.62% a month; over three months 7.77%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def compound_monthly_growth(books: Books) -> Together:
    """Over twelve months for the company and its groups; over 3, 6, 12 for the company."""
    spans = {months: retention.monthly_growth(books, months) for months in SPANS_IN_MONTHS}
    named = [Named(shape, "months", str(months)) for months, shape in spans.items()]
    return Together((spans[12], *named))
