"""EBITDA, with the lines of the income statement beside it."""

import polars as pl

from reportgen.measure.acquisition import REVENUE, amount
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.cash import operating_profit
from reportgen.measure.metric import metric
from reportgen.measure.plan import CATEGORIES, PLANNED
from reportgen.measure.shape import Formula, Shape, Total
from reportgen.unit import Direction, Unit


@metric(
    title="EBITDA",
    topic="efficiency",
    unit=Unit.MONEY,
    better=Direction.UP,
    definition="What operations earn or lose before interest, tax, depreciation and amortisation.",
    why="It is the line on which a plan for growth and a plan for cost meet.",
    formula=(
        "revenue - cost of goods sold - sales and marketing - development - administration; "
        "gross profit is revenue - cost of goods sold"
    ),
    source="Common practice; depreciation, interest and tax are the ledger's category other",
    example="1,000 - 250 - 300 - 400 - 150 = -100, of which gross profit 750",
    kinds=PLANNED,
)
def ebitda(books: Books) -> Beside:
    """EBITDA of the window; beside it each category of the ledger and the totals on the way."""
    profit = operating_profit(books)
    lines: dict[str, Shape] = {name: amount(Total(books.ledger(name))) for name in CATEGORIES}
    booked: dict[str, Shape] = {
        "revenue": amount(Total(books.ledger(*REVENUE))),
        "cogs": lines["cogs"],
        "profit": profit,
        "other": lines["other"],
    }
    gross = pl.col("revenue.exact") - pl.col("cogs.exact")
    result = pl.col("profit.exact") - pl.col("other.exact")
    lines["revenue"] = booked["revenue"]
    lines["gross_profit"] = _less(booked, gross, "revenue", "cogs")
    lines["result"] = _less(booked, result, "profit", "other")
    return Beside(profit, lines)


def _less(booked: dict[str, Shape], exact: pl.Expr, *names: str) -> Formula:
    parts = {name: booked[name] for name in names}
    return Formula(parts, value=exact.cast(pl.Float64), exact=exact)
