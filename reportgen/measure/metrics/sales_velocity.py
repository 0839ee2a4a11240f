"""Sales velocity."""

import polars as pl

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Middle, Ratio, Shape, Take, Total
from reportgen.unit import Direction, Unit


def opportunities_in_words(books: Books) -> str:
    """Which opportunities count, as it is printed beside the figure."""
    decided = books.pack.definitions.velocity_opportunities == "decided"
    which = "deals decided in the period" if decided else "deals open at its end"
    return f"{deals.renewals_in_words(books)}; {which}"


@metric(
    title="Sales velocity, per day",
    abbreviation="Sales velocity",
    topic="pipeline",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition=(
        "How much yearly revenue a day of the sales cycle brings. Figures of groups do not add up to "
        "the company's: each has a win rate and a cycle of its own."
    ),
    why="It falls when any of its four parts does: deals, their size, the win rate or the pace.",
    formula="opportunities × mean deal won × win rate / median days of the sales cycle",
    numerator="opportunities × mean deal won × win rate",
    denominator="median days of the sales cycle",
    source="nrev and mavenlb, sales velocity",
    example="50 × 10,000 × 20% / 30 days = 3,333.33 a day; 40 × 25,000 × 25% / 90 = 2,777.78",
    variant=opportunities_in_words,
)
def sales_velocity(books: Books) -> Formula:
    """The four parts of the window's deals; n counts the opportunities."""
    worth = pl.col("opportunities") * pl.col("size") * pl.col("rate")
    opportunities: Shape = Total(deals.decided(books))
    if books.pack.definitions.velocity_opportunities == "open":
        opportunities = Total(deals.open_at_month_end(books), Take.LAST)
    return Formula(
        {
            "opportunities": opportunities,
            "size": Middle(deals.amounts(deals.won(books)), mean=True),
            "rate": Ratio(of=Total(deals.won(books)), per=Total(deals.decided(books))),
            "cycle": Middle(deals.cycles(books)),
        },
        value=worth / pl.col("cycle"),
        numerator=worth,
        denominator=pl.col("cycle"),
        n=pl.col("opportunities.n"),
        reasons=((pl.col("cycle") == 0, "div_zero"),),
    )
