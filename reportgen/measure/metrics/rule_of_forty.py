"""Rule of forty."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.metrics.ebitda_margin import ebitda_margin
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Rule of forty",
    abbreviation="Rule of 40",
    topic="efficiency",
    unit=Unit.POINTS,
    better=Direction.UP,
    definition="Yearly growth in per cent plus profit margin in per cent.",
    why="Forty or more says that what is lost in profit is won in growth, or the other way round.",
    formula=(
        "growth of annual recurring revenue over twelve months + EBITDA margin of the same months, "
        "in points"
    ),
    source="Bessemer; the margin's basis moves the result, see OmegaPoint on rule of forty",
    example="20% growth + 5% margin = 25 points",
    threshold="rule_of_forty_warn",
    warn_below=40,
    kinds=(PeriodKind.TRAILING,),
    headline=PeriodKind.TRAILING,
)
def rule_of_forty(books: Books) -> Formula:
    """Growth of annual recurring revenue year on year and EBITDA margin of twelve months."""
    growth, margin = pl.col("growth"), pl.col("margin")
    return Formula(
        {"growth": retention.growth(books, 12), "margin": ebitda_margin.measure(books)},
        value=(growth + margin) * 100,
    )
