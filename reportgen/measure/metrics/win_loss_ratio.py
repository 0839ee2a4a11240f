"""Win-loss ratio."""

import polars as pl

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Win-loss ratio",
    abbreviation="Win-loss ratio",
    topic="won_and_lost",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How many deals were won for each one that was lost in the period.",
    why="By segment it shows where the offer fits and where it does not.",
    formula="won deals / lost deals, by closing date",
    numerator="won deals",
    denominator="lost deals",
    source="Gangly, win-loss ratio",
    example="20 won / 80 lost = 0.25",
    variant=deals.renewals_in_words,
)
def win_loss_ratio(books: Books) -> Formula:
    """Won over lost deals of the window; infinite (a good thing) when none was lost."""
    won, lost = pl.col("won"), pl.col("lost")
    return Formula(
        {"won": Total(deals.won(books)), "lost": Total(deals.lost(books))},
        value=won / lost,
        numerator=won,
        denominator=lost,
        n=(won + lost).cast(pl.Int64),
        reasons=(((won == 0) & (lost == 0), "div_zero"), (lost == 0, "infinite")),
    )
