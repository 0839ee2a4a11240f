"""Growth of revenue over twelve months."""

import polars as pl

from reportgen.measure import retention
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.measure.unit_economics import revenue_of_two_years, revenue_words
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


def words(books: Books) -> str:
    """Which revenue, and the base below which growth is not given."""
    return "; ".join(filter(None, [revenue_words(books), retention.growth_words(books)]))


@metric(
    title="Revenue growth over twelve months",
    abbreviation="Revenue growth",
    topic="growth",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="By how much the revenue of twelve months exceeds that of the twelve before.",
    why="It is what the accounts will show; growth of ARR runs ahead of it, up and down.",
    formula="revenue of twelve months / revenue of the twelve months before - 1",
    numerator="revenue of twelve months",
    denominator="revenue of the twelve months before",
    source="Common practice; the sum of recurring revenue where the ledger has no 24 months",
    example="401,700 / 363,200 - 1 = 10.6%",
    kinds=retention.YEARS,
    variant=words,
)
def revenue_growth_trailing(books: Books) -> Formula:
    """Revenue of the window against the window a year earlier."""
    revenue = revenue_of_two_years(books)
    now, before = pl.col("now"), pl.col("before")
    floor = books.pack.definitions.growth_floor
    return Formula(
        {
            "now": Total(revenue),
            "before": Total(revenue, lag=dict.fromkeys(PeriodKind, 12)),
        },
        value=now / before - 1,
        numerator=now,
        denominator=before,
        reasons=((before == 0, "div_zero"), (before < max(floor, 0), "not_meaningful")),
    )
