"""Yearly gross profit of the loyalty case."""

from reportgen.measure import loyalty, loyalty_profit, retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Given
from reportgen.unit import Direction, Unit


@metric(
    title="Gross profit from the loyalty case",
    abbreviation="Added profit",
    topic="loyalty",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "What the chosen segments earn beyond what they earn today, year by year from the end of the "
        "period; of its own, all years together at the lowest level."
    ),
    why="It is the line of the income statement on which the case must be seen.",
    formula=(
        "sum over the months ahead of gross profit with the case - gross profit today; as many new "
        "customers come as leave today"
    ),
    numerator="gross profit with the case",
    denominator="gross profit without it",
    source="Loyalty business case (Danish consultancy): raise the value of a relation by 10-20%",
    example="36,000 a month × 10% by price, in full after 12 months: 23,400, then 43,200 a year",
    kinds=retention.YEARS,
    variant=loyalty.money_words,
)
def loyalty_case_profit(books: Books) -> Given:
    """By level, by level and year, by segment and level over all years."""
    in_sum, by_year = loyalty_profit.in_sum(books), loyalty_profit.by_year(books)
    return loyalty.given(
        books,
        loyalty.gained(loyalty.in_all(books, in_sum, "level"), "level", "level"),
        loyalty.gained(
            loyalty.in_all(books, by_year, "level", "year"), "level+year", "level", "year"
        ),
        loyalty.of_segments(books, in_sum),
    )
