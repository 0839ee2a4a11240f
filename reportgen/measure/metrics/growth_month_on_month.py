"""Growth, month on month."""

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.composed import Growth
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS
from reportgen.unit import Direction, Unit


@metric(
    title="Growth, month on month",
    abbreviation="Growth MoM",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="By how much annual recurring revenue has risen in one month.",
    why="It is the earliest sign of a change of pace, and the noisiest.",
    formula="ARR of the month / ARR a month earlier - 1, at booked rates",
    numerator="annual recurring revenue now",
    denominator="annual recurring revenue one month earlier",
    source="ICONIQ Enterprise Five 2022",
    example="465,600 / 452,400 - 1 = 2.92%",
    kinds=MONTHS,
    variant=retention.growth_words,
)
def growth_month_on_month(books: Books) -> Growth:
    """Annual recurring revenue against that of one month earlier; n is today's customers."""
    return retention.growth(books, 1)
