"""Growth, year on year."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Growth
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS
from reportgen.unit import Direction, Unit


@metric(
    title="Growth, year on year",
    abbreviation="Growth YoY",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="By how much annual recurring revenue has risen in a year.",
    why="It is the measure by which software companies are compared and priced.",
    formula="ARR of the month / ARR twelve months earlier - 1, at booked rates",
    numerator="annual recurring revenue now",
    denominator="annual recurring revenue a year earlier",
    source="ICONIQ Enterprise Five 2022",
    example="465,600 / 384,000 - 1 = 21.25%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def growth_year_on_year(books: Books) -> Growth:
    """Annual recurring revenue against that of a year earlier; n is today's customers."""
    return retention.growth(books, 12)
