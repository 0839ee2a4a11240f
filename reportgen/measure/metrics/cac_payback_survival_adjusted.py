"""CAC payback when customers leave on the way."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.acquisition import payback
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="CAC payback with churn",
    abbreviation="CAC payback with churn",
    topic="acquisition",
    unit=Unit.MONTHS,
    better=Direction.DOWN,
    definition=(
        "Months until new customers have earned back what all of them cost, as some of them leave "
        "each month."
    ),
    why="The simple payback assumes that nobody leaves before it; this one does not.",
    formula=(
        "ln(1 - CAC payback × churn) / ln(1 - churn), with the monthly logo churn of twelve months"
    ),
    source="Own derivation: the sum of a margin that shrinks by the churn each month",
    example="ln(1 - 12.0 × 2.7027%) / ln(1 - 2.7027%) = 14.3 months",
    variant=Books.lag_words,
)
def cac_payback_survival_adjusted(books: Books) -> Formula:
    """The simple payback without churn; `infinite` when customers leave faster than they pay."""
    months, churn = pl.col("payback"), pl.col("churn")
    churned: Ratio = retention.monthly_churn(books)
    return Formula(
        {"payback": payback(books), "churn": churned},
        value=pl.when(churn == 0)
        .then(months)
        .otherwise((1 - months * churn).log() / (1 - churn).log()),
        n=pl.col("payback.n"),
        reasons=((months * churn >= 1, "infinite"), (churn >= 1, "not_meaningful")),
    )
