"""Blended CAC ratio."""

import polars as pl

from reportgen.measure.acquisition import sales_and_marketing, yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Blended CAC ratio",
    abbreviation="Blended CAC ratio",
    topic="acquisition",
    unit=Unit.RATIO,
    better=Direction.DOWN,
    definition="What one unit of annual recurring revenue cost to win, from new and old customers.",
    why="Selling more to those who already pay is the cheaper half of growth.",
    formula=(
        "all sales and marketing spend / annual recurring revenue of new customers and expansions"
    ),
    numerator="sales and marketing spend",
    denominator="new and expansion annual recurring revenue",
    source="KeyBanc Capital Markets 2019 private SaaS company survey",
    example="27,000 / (36,000 + 33,600) = 0.388",
    variant=Books.lag_words,
)
def cac_ratio_blended(books: Books) -> Formula:
    """All spend (lagged) over yearly new and expansion revenue; reactivations stay outside."""
    spend, won = pl.col("spend"), pl.col("won")
    return Formula(
        {
            "spend": Total(sales_and_marketing(books), lag=books.lag()),
            "won": yearly_revenue_of(books, "new", "expansion"),
        },
        value=spend / won,
        numerator=spend,
        denominator=won,
        n=pl.col("won.n"),
        reasons=((won == 0, "div_zero"),),
    )
