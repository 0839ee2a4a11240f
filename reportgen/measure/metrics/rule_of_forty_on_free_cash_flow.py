"""Rule of forty on free cash flow."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.metrics.free_cash_flow_margin import free_cash_flow_margin
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Rule of forty on free cash flow",
    abbreviation="Rule of 40, FCF",
    topic="efficiency",
    unit=Unit.POINTS,
    better=Direction.UP,
    definition="Yearly growth in per cent plus free cash flow margin in per cent.",
    why="Customers who pay in advance lift it above the EBITDA form; the choice may move it far.",
    formula=(
        "growth of annual recurring revenue over twelve months + free cash flow margin of the same "
        "months, in points"
    ),
    source="valuations.cloud and Latka (free cash flow); OmegaPoint (the basis moves the result)",
    example="20% growth - 10% margin = 10 points",
    kinds=(PeriodKind.TRAILING,),
    headline=PeriodKind.TRAILING,
)
def rule_of_forty_on_free_cash_flow(books: Books) -> Formula:
    """Growth of annual recurring revenue year on year and cash flow margin of twelve months."""
    growth, margin = pl.col("growth"), pl.col("margin")
    return Formula(
        {"growth": retention.growth(books, 12), "margin": free_cash_flow_margin.measure(books)},
        value=(growth + margin) * 100,
    )
