"""Qualified leads by decision power, need and fit."""

import polars as pl

from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.leads import score_lines, score_words, scored_leads
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Share of leads that meet all criteria",
    abbreviation="Leads that meet all criteria",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "The share of the period's new leads with the power to decide, a need and a fit; leads "
        "without all three scores are left out."
    ),
    why="Sellers who see the others too lose the time that these would need.",
    formula="new leads that reach the line on all three scores / new leads with all three scores",
    numerator="new leads that reach the line on all three scores",
    denominator="new leads with all three scores",
    source="Unified Business Model",
    example="20 scored leads, 8 reach all three lines: 40%",
    variant=score_words,
)
def lead_score(books: Books) -> Beside:
    """All three for the company and its groups; beside it each of the three alone."""
    lines, scored = score_lines(books) or {}, scored_leads(books)
    reaches = {
        name.removeprefix("score_"): pl.col(name).cast(pl.Float64) >= line
        for name, line in lines.items()
    }
    every = pl.all_horizontal(list(reaches.values()) or [pl.lit(False)])
    return Beside(
        Ratio(of=Total(scored.where(every)), per=Total(scored)),
        {
            name: Ratio(of=Total(scored.where(one)), per=Total(scored))
            for name, one in reaches.items()
        },
    )
