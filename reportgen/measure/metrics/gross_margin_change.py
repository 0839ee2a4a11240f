"""Change in gross margin."""

import polars as pl

from reportgen.measure import acquisition
from reportgen.measure.books import Books
from reportgen.measure.changes import FactorChange
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula, Total
from reportgen.unit import Direction, Unit


@metric(
    title="Change in gross margin",
    abbreviation="Change in gross margin",
    topic="efficiency",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Gross margin less that of the period before (of twelve months: those that ended a quarter "
        "earlier), by what moved it: revenue at the same cost, and cost at the same revenue."
    ),
    why="A margin that rises on revenue alone falls with it.",
    formula=(
        "part of revenue = L × ln(revenue now / before), part of cost = - L × ln(cost now / before); "
        "L = logarithmic mean of cost / revenue now and before"
    ),
    numerator="gross margin of the period",
    denominator="gross margin of the period before",
    source="Ang 2004, logarithmic mean Divisia index (no residual); Ang and Liu 2007 (zeros)",
    example="75% to 80%, cost unchanged: +5 points from revenue, 0 from cost",
    change_of="gross_margin",
    factor_units={"revenue": Unit.MONEY, "cost_of_revenue": Unit.MONEY},
)
def gross_margin_change(books: Books) -> FactorChange:
    """1 - gross margin = cost / revenue, company only."""
    revenue, cost = acquisition.revenue(books), Total(books.ledger("cogs"))
    margin = acquisition.gross_margin(books)
    share = Formula(
        {"margin": margin, "cost": cost, "revenue": revenue}, pl.col("cost") / pl.col("revenue")
    )
    return FactorChange(
        whole=margin,
        product=share,
        raising={"cost_of_revenue": cost},
        lowering={"revenue": revenue},
        turned=True,
    )
