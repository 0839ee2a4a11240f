"""Magic number."""

import polars as pl

from reportgen.measure.acquisition import (
    sales_and_marketing,
    subscription_revenue,
    yearly_revenue_of,
)
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Shape, Total
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit

QUARTER_BEFORE = {PeriodKind.QUARTER: 3}


def basis_words(books: Books) -> str:
    """What the rise is taken of."""
    if books.pack.definitions.magic_number == "revenue":
        return "on recurring revenue of the quarter"
    return "on annual recurring revenue: its rise over the quarter / spend of the quarter before"


@metric(
    title="Magic number",
    abbreviation="Magic number",
    topic="efficiency",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much yearly revenue each unit of last quarter's sales and marketing has added.",
    why="Below three quarters the way of selling needs work first; above, more may be spent on it.",
    formula=(
        "(recurring revenue of the quarter - that of the quarter before) x 4 / "
        "sales and marketing spend of the quarter before"
    ),
    numerator="rise of yearly recurring revenue",
    denominator="sales and marketing spend of the quarter before",
    source="Scale Venture Partners; Lars Leckie and Josh James",
    example="(110,700 - 96,000) x 4 / 27,000 = 2.18; on ARR 93,600 / 27,000 = 3.47",
    threshold="magic_number_warn",
    warn_below=0.75,
    kinds=(PeriodKind.QUARTER,),
    variant=basis_words,
)
def magic_number(books: Books) -> Formula:
    """The lag of one quarter is part of the definition; falling revenue gives a negative figure."""
    spend, rise = pl.col("spend"), pl.col("rise")
    risen: Shape = yearly_revenue_of(books)
    if books.pack.definitions.magic_number == "revenue":
        now = subscription_revenue(books)
        exact = (pl.col("now.exact") - pl.col("before.exact")) * 4
        risen = Formula(
            {"now": now, "before": Total(now.of, now.take, QUARTER_BEFORE)},
            value=exact.cast(pl.Float64),
            exact=exact,
        )
    return Formula(
        {"rise": risen, "spend": Total(sales_and_marketing(books), lag=QUARTER_BEFORE)},
        value=rise / spend,
        numerator=rise,
        denominator=spend,
        reasons=((spend == 0, "div_zero"), (spend < 0, "not_meaningful")),
    )
