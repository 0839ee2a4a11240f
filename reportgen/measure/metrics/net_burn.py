"""Net burn."""

from reportgen.measure.books import Books
from reportgen.measure.cash import monthly_burn
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Net burn a month",
    abbreviation="Net burn",
    topic="cash",
    unit=Unit.MONEY,
    better=Direction.DOWN,
    definition="How much more cash went out than came in, in an average month of the last three.",
    why="One month alone flatters or frightens; three say what the company really burns.",
    formula=(
        "-(operating + investing cash flow) of three months / 3; from the fall of the balance "
        "without financing where no flows are given"
    ),
    numerator="net burn of three months",
    denominator="3 months",
    source="imboard.ai board metrics (three-month mean); PortfolioIQ",
    example="(300,000 - 264,000) / 3 = 12,000",
    kinds=(PeriodKind.MONTH, PeriodKind.QUARTER),
)
def net_burn(books: Books) -> Formula:
    """Mean of the three months that end with the window; below 0 when cash comes in."""
    return monthly_burn(books)
