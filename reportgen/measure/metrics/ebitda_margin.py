"""EBITDA margin."""

import polars as pl

from reportgen.measure.acquisition import revenue
from reportgen.measure.books import Books
from reportgen.measure.cash import operating_profit
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="EBITDA margin",
    abbreviation="EBITDA margin",
    topic="efficiency",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="What operations leave of revenue before interest, tax, depreciation and amortisation.",
    why="It says whether growth is paid for by customers or by owners.",
    formula=(
        "(revenue - cost of goods sold - sales and marketing - development - administration) / "
        "revenue"
    ),
    numerator="EBITDA",
    denominator="revenue",
    source="Common practice; depreciation, interest and tax are the ledger's category other",
    example="(1,000 - 250 - 300 - 400 - 150) / 1,000 = -10%",
)
def ebitda_margin(books: Books) -> Formula:
    """Profit of the window over its revenue; the ledger must have all of the costs."""
    profit, income = pl.col("profit"), pl.col("revenue")
    return Formula(
        {"profit": operating_profit(books), "revenue": revenue(books)},
        value=profit / income,
        numerator=profit,
        denominator=income,
        reasons=((income == 0, "div_zero"), (income < 0, "not_meaningful")),
    )
