"""Operating expenses as a share of revenue."""

import polars as pl

from reportgen.measure.acquisition import amount, revenue
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Ratio, Total
from reportgen.unit import Direction, Unit

EXPENSES = ("sm", "rd", "ga")


@metric(
    title="Operating expenses' share of revenue",
    abbreviation="Opex share",
    topic="efficiency",
    unit=Unit.SHARE,
    better=Direction.BAND,
    definition="How much of revenue goes to sales and marketing, development and administration.",
    why="It says where the money goes, and which of the three grows faster than revenue.",
    formula="(sales and marketing + development + administration) / revenue of the same period",
    numerator="operating expenses",
    denominator="revenue",
    source="Bessemer, scaling to 100 million (shares of revenue by function)",
    example="(300 + 400 + 150) / 1,000 = 85%: 30, 40 and 15%",
)
def operating_expense_share_of_revenue(books: Books) -> Beside:
    """The share of all three, which the ledger must have; beside it the share of each."""
    income = amount(revenue(books))
    parts = {name: amount(Total(books.ledger(name))) for name in EXPENSES}
    spent = sum((pl.col(f"{name}.exact") for name in EXPENSES), start=pl.lit(0))
    costs = Formula({**parts}, value=spent.cast(pl.Float64), exact=spent)
    shares = {name: Ratio(of=part, per=income) for name, part in parts.items()}
    return Beside(Ratio(of=costs, per=income), {**shares})
