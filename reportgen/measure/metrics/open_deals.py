"""Open deals."""

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Open deals",
    abbreviation="Open deals",
    topic="pipeline",
    unit=Unit.COUNT,
    better=Direction.BAND,
    definition="How many deals were open at the month's end.",
    why="They are what there is to win so far; deals that are not created yet come on top.",
    formula="deals created by then and not closed yet; in the last month those with status open",
    source="Common practice",
    example="6 created - 4 closed = 2 open",
    kinds=MONTHS,
    variant=deals.renewals_in_words,
)
def open_deals(books: Books) -> Total:
    """Deals open at the end of the month."""
    return Total(deals.open_at_month_end(books), Take.LAST)
