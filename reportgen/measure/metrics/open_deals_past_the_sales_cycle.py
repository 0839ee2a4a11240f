"""Open deals past the sales cycle."""

import polars as pl

from reportgen.measure import pipeline_ahead
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Ratio, Take, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Share of open deals past the cycle",
    abbreviation="Open past the cycle",
    topic="pipeline",
    unit=Unit.SHARE,
    better=Direction.DOWN,
    definition=(
        "How many of the open deals are older than the middle one of the deals won was; in a group "
        "than the middle one of its own, where enough were won there."
    ),
    why="Above a half, the pipeline is full of deals that will not close, and the cycle flatters.",
    formula=(
        "open deals older at the month's end than the median days from creation to close of deals "
        "won in the twelve months to it / open deals; a group with too few won takes the company's"
    ),
    numerator="open deals older than the median cycle",
    denominator="open deals",
    source="No published standard: the sales cycle of won deals says nothing of those still open",
    example="cycle of 60 days; open for 20, 70 and 200 days: 2 / 3 = 66.7%",
    kinds=MONTHS,
    threshold="open_deals_past_the_sales_cycle_warn",
    warn_above=0.5,
    variant=pipeline_ahead.cycle_words,
)
def open_deals_past_the_sales_cycle(books: Books) -> Ratio:
    """Old over all open deals whose age is known, each group against its own cycle if enough were won."""
    aged = pipeline_ahead.open_with_age(books)
    return Ratio(of=Total(aged.where(pl.col("old")), Take.LAST), per=Total(aged, Take.LAST))
