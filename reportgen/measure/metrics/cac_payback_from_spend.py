"""CAC payback counted from the day of spending."""

import polars as pl

from reportgen.measure import deals
from reportgen.measure.acquisition import payback
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.measure.unit_economics import cycle_months
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """Lag, and whether renewals count among the deals."""
    return f"{Books.lag_words(books)}; {deals.renewals_in_words(books)}"


@metric(
    title="CAC payback from spend",
    abbreviation="CAC payback from spend",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition="Months from the day the money was spent until it is back, not from the signature.",
    why="A company that sells slowly has its money out for longer than its payback says.",
    formula="CAC payback + median sales cycle in months of 30.4 days",
    source="PulseRevOps (payback counted from cash out)",
    example="12.0 + 91.2 days / 30.4 = 15.0 months",
    variant=words,
)
def cac_payback_from_spend(books: Books) -> Formula:
    """Payback of the window and the median cycle of the deals won in it."""
    return Formula(
        {"payback": payback(books), "cycle": cycle_months(books)},
        value=pl.col("payback") + pl.col("cycle"),
        n=pl.col("payback.n"),
    )
