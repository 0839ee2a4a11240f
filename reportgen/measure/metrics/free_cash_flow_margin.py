"""Free cash flow margin."""

import polars as pl

from reportgen.measure.acquisition import revenue
from reportgen.measure.books import Books
from reportgen.measure.cash import Unbroken, burnt
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.unit import Direction, Unit


@metric(
    title="Free cash flow margin",
    abbreviation="FCF margin",
    topic="cash",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="What is left in cash of each unit of revenue after operations and investments.",
    why="Profit can be booked before it is paid for; cash cannot.",
    formula=(
        "(cash flow of operations + of investments) / revenue; from the fall of the balance without "
        "financing where no flows are given"
    ),
    numerator="free cash flow",
    denominator="revenue",
    source="valuations.cloud and Latka (rule of forty on free cash flow)",
    example="-36,000 / 110,700 = -32.5%",
)
def free_cash_flow_margin(books: Books) -> Formula:
    """The burn of the whole window with its sign turned, over the revenue of the window."""
    burn, income = pl.col("burn"), pl.col("revenue")
    return Formula(
        {"burn": Unbroken(burnt(books)), "revenue": revenue(books)},
        value=-burn / income,
        numerator=-burn,
        denominator=income,
        reasons=((income == 0, "div_zero"), (income < 0, "not_meaningful")),
    )
