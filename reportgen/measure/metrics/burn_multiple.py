"""Burn multiple."""

import polars as pl

from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.cash import Unbroken, burnt
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Burn multiple",
    abbreviation="Burn multiple",
    topic="efficiency",
    unit=Unit.RATIO,
    better=Direction.DOWN,
    definition="How much cash was burnt to add one unit of annual recurring revenue.",
    why="It counts all costs and all losses of customers, so no department can look good alone.",
    formula="net burn / net new annual recurring revenue of the same period",
    numerator="net burn",
    denominator="net new annual recurring revenue",
    source="David Sacks; PortfolioIQ (financing is left out of the burn)",
    example="36,000 / 93,600 = 0.38",
    threshold="burn_multiple_warn",
    warn_above=2,
)
def burn_multiple(books: Books) -> Formula:
    """Burn of the whole window over net new revenue a year; none for who burns nothing."""
    burn, added = pl.col("burn"), pl.col("added")
    return Formula(
        {"burn": Unbroken(burnt(books)), "added": yearly_revenue_of(books)},
        value=burn / added,
        numerator=burn,
        denominator=added,
        reasons=((burn <= 0, "cash_generative"), (added <= 0, "not_meaningful")),
    )
