"""Full-time equivalents."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.people import contractors_in_words, full_time, staff
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Full-time equivalents",
    abbreviation="FTE",
    topic="people",
    unit=Unit.FULL_TIME_EQUIVALENTS,
    better=Direction.BAND,
    definition="How many people work here at the month's end, part-timers counted by their hours.",
    why="People are the largest cost of a software company and the slowest to change.",
    formula="sum of full-time equivalents over all functions",
    source="SaaSGrid metrics library (headcount)",
    example="4 in sales + 2 in marketing + 19 in development = 25",
    kinds=MONTHS,
    variant=contractors_in_words,
)
def full_time_equivalents(books: Books) -> Formula:
    """All functions at the month's end, and each of them."""
    return full_time(books, staff(books))
