"""Runway, financing included."""

import polars as pl

from reportgen.measure.books import Books
from reportgen.measure.cash import cash_in_hand, monthly_fall
from reportgen.measure.metric import metric
from reportgen.measure.shape import MONTHS, Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Runway, financing included",
    abbreviation="Runway, all flows",
    topic="cash",
    unit=Unit.MONTHS,
    better=Direction.UP,
    definition=(
        "How many months the cash lasts if it keeps falling as in the last three, with loans drawn "
        "and repaid."
    ),
    why=(
        "Repayments empty the account that burn empties, so that it may end before the runway does; "
        "a new loan makes it look longer."
    ),
    formula="cash at the month's end / fall in cash a month",
    numerator="cash at the month's end",
    denominator="fall in cash a month, mean of three",
    source="Change of the balance of the cash export; IAS 7, net decrease in cash",
    example="80 / 20 = 4.0 months, where a burn of 10 alone would give 8.0",
    kinds=MONTHS,
)
def runway_with_financing(books: Books) -> Formula:
    """Cash over its fall; no figure while the balance does not fall."""
    cash, fall = pl.col("cash"), pl.col("fall")
    return Formula(
        {"cash": cash_in_hand(books), "fall": monthly_fall(books)},
        value=cash / fall,
        numerator=cash,
        denominator=fall,
        reasons=((fall <= 0, "cash_generative"), (cash < 0, "not_meaningful")),
    )
