"""Won annual recurring revenue per seller."""

import polars as pl

from reportgen.measure import deals
from reportgen.measure.books import Books
from reportgen.measure.distinct import Distinct
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Ratio, Shape, Total, no_facts
from reportgen.unit import Direction, Unit

OWNER = "owner"


@metric(
    title="Won annual recurring revenue per seller",
    abbreviation="Won ARR per seller",
    topic="won_and_lost",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What each seller who had a deal decided in the period has won of yearly revenue.",
    why="Time that goes to anything but customers shows here before it shows in the win rate.",
    formula="yearly amounts of won deals that have an owner / owners of deals won or lost",
    numerator="yearly amounts of won deals",
    denominator="sellers with a decided deal",
    source="Structsales, unified business model (sales time with customers)",
    example="3 sellers who won 180,000 together: 60,000 each",
    variant=deals.renewals_in_words,
)
def won_annual_recurring_revenue_per_seller(books: Books) -> Shape:
    """Won amounts over the number of owners; by owner it is what each has won; n counts deals."""
    frame = books.deals
    if frame is None or OWNER not in frame.columns or OWNER not in books.deal_splits:
        nothing = Total(no_facts("deals"))
        return Ratio(of=nothing, per=nothing)
    owned = pl.col(OWNER).is_not_null()
    decided = deals.decided(books).where(owned)
    won, sellers = pl.col("won"), pl.col("sellers")
    return Formula(
        {
            "won": Total(deals.amounts(deals.won(books).where(owned))),
            "sellers": Distinct(decided, OWNER),
            "decided": Total(decided),
        },
        value=won / sellers,
        numerator=won,
        denominator=sellers,
        n=pl.col("decided.n"),
        reasons=((sellers == 0, "div_zero"),),
    )
