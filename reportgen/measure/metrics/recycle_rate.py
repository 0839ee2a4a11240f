"""Leads that come back from nurturing."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.funnel_shapes import Closed
from reportgen.measure.leads import loop_days, loop_entries
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """How long a lead may take."""
    return f"within {loop_days(books) or 90} days"


@metric(
    title="Recycled leads",
    abbreviation="Recycled leads",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="The share of the entries into nurturing after which the lead became one again in time.",
    why="Leads that were not ready are the cheapest source of new ones.",
    formula="entries into nurturing that led back / entries into nurturing in the period",
    numerator="entries into nurturing that led back to a lead",
    denominator="entries into nurturing in the period",
    source="Unified Business Model",
    example="20 entries, of which 5 led back: 25%",
    variant=words,
)
def recycle_rate(books: Books) -> Closed:
    """Every entry counts, since a lead may go through nurturing more than once."""
    entries = loop_entries(books)
    back = entries.where(pl.col("transit").is_not_null())
    share = Ratio(of=Total(back), per=Total(entries))
    return Closed(share, books.period.last, days=loop_days(books))
