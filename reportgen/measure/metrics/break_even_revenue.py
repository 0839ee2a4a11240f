"""Break-even revenue."""

import polars as pl

from reportgen.measure.acquisition import gross_margin, revenue
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Break-even revenue",
    abbreviation="Break-even",
    topic="efficiency",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="The revenue at which gross margin would have paid for all other costs of the period.",
    why="It says how far there is to a profit, in the one figure that everybody follows.",
    formula="(sales and marketing + development + administration) / gross margin",
    numerator="sales and marketing, development and administration",
    denominator="gross margin",
    source="Common practice; before depreciation, interest and tax",
    example="600 of other costs / 75% gross margin = 800 of revenue",
    part_units={"distance": Unit.SHARE},
)
def break_even_revenue(books: Books) -> Beside:
    """Costs outside cost of sales over gross margin; beside it how far revenue lies above it."""
    fixed, margin, income = pl.col("fixed"), pl.col("margin"), pl.col("revenue")
    sales, rest = pl.col("sales.exact"), pl.col("rest.exact")
    costs = Formula(
        # A ledger without sales and marketing, or without both of the others, would be too good.
        {
            "sales": Total(books.ledger("sm").of_company),
            "rest": Total(books.ledger("rd", "ga").of_company),
        },
        value=(sales + rest).cast(pl.Float64),
        exact=sales + rest,
    )
    needed = Formula(
        {"fixed": costs, "margin": gross_margin(books)},
        value=fixed / margin,
        numerator=fixed,
        denominator=margin,
        reasons=((margin == 0, "div_zero"), (margin < 0, "not_meaningful")),
    )
    distance = Formula(
        {"revenue": revenue(books), "needed": needed},
        value=(income - pl.col("needed")) / income,
        numerator=income - pl.col("needed"),
        denominator=income,
        reasons=((income == 0, "div_zero"), (income < 0, "not_meaningful")),
    )
    return Beside(needed, {"distance": distance})
