"""Change in net revenue retention."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.changes import RatioChange, retained_with_lines
from reportgen.measure.metric import metric
from reportgen.measure.retention import rate_words
from reportgen.measure.shape import Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Change in net revenue retention",
    abbreviation="Change in NRR",
    topic="retention",
    unit=Unit.SHARE,
    headline=PeriodKind.TRAILING,
    better=Direction.UP,
    definition=(
        "Net revenue retention less that of the period before (of twelve months: those that ended a "
        "quarter earlier), by what each group contributes: its own retention (rate) and its share "
        "of the opening revenue (mix). A line that existing customers added counts with the line."
    ),
    why="Retention can fall although no segment keeps less, when weaker segments weigh more.",
    formula=(
        "rate: change of the group's retention × its mean share; mix: change of its share × (its "
        "mean retention - that of the company)"
    ),
    numerator="net revenue retention of the period",
    denominator="net revenue retention of the period before",
    source="Griliches and Regev 1995 (shares and rates are means of both ends: no residual)",
    example="75% from 90%: -15 points, of which large customers 0 and small ones -15",
    variant=rate_words,
    change_of="net_revenue_retention",
)
def net_revenue_retention_change(books: Books) -> RatioChange:
    """The change, each group's contribution, rate and mix within segments and product lines."""
    retained = retained_with_lines(books).without("cohort")
    return RatioChange(
        of=Total(retained.valued(pl.col("closing"))),
        per=Total(retained),
        effects=("segment", "product_line"),
        unlike=("product_line",),
    )
