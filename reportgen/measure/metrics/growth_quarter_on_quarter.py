"""Growth, quarter on quarter."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Growth
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS
from reportgen.unit import Direction, Unit


@metric(
    title="Growth, quarter on quarter",
    abbreviation="Growth QoQ",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="By how much annual recurring revenue has risen in three months.",
    why="A change of pace shows here two or three quarters before it shows in the year.",
    formula="ARR of the month / ARR three months earlier - 1, at booked rates",
    numerator="annual recurring revenue now",
    denominator="annual recurring revenue three months earlier",
    source="ICONIQ Enterprise Five 2022",
    example="465,600 / 372,000 - 1 = 25.16%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def growth_quarter_on_quarter(books: Books) -> Growth:
    """Annual recurring revenue against that of three months earlier; n is today's customers."""
    return retention.growth(books, 3)
