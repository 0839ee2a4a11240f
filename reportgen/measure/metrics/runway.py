"""Runway."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cash import cash_in_hand, monthly_burn
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Runway",
    abbreviation="Runway",
    topic="cash",
    unit=Unit.MONTHS,
    better=Direction.UP,
    definition="How many months the cash lasts if the company keeps burning as in the last three.",
    why="It is the time that is left to become profitable or to find new money.",
    formula="cash at the month's end / net burn a month",
    numerator="cash at the month's end",
    denominator="net burn a month, mean of three",
    source="imboard.ai board metrics (runway)",
    example="264,000 / 12,000 = 22.0 months",
    kinds=MONTHS,
    beside="runway_with_financing",
)
def runway(books: Books) -> Formula:
    """Cash over burn; no figure for who burns nothing, since the cash does not run out."""
    cash, burn = pl.col("cash"), pl.col("burn")
    return Formula(
        {"cash": cash_in_hand(books), "burn": monthly_burn(books)},
        value=cash / burn,
        numerator=cash,
        denominator=burn,
        reasons=((burn <= 0, "cash_generative"), (cash < 0, "not_meaningful")),
    )
