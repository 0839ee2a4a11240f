"""Magic number on revenue."""

from reportgen.measure.books import Books
from reportgen.measure.efficiency import on_spend_of_the_quarter_before, rise_of_revenue
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


@metric(
    title="Magic number on revenue",
    topic="efficiency",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much yearly booked revenue last quarter's sales and marketing has added a unit.",
    why="It can be computed of any listed company; deals late in a quarter show in the next one.",
    formula=(
        "(recurring revenue of the quarter - that of the quarter before) × 4 / "
        "sales and marketing spend of the quarter before"
    ),
    numerator="rise of yearly recurring revenue",
    denominator="sales and marketing spend of the quarter before",
    source="Scale Venture Partners; Lars Leckie and Josh James",
    example="(110,700 - 96,000) × 4 / 27,000 = 2.18",
    kinds=(PeriodKind.QUARTER,),
)
def magic_number_on_revenue(books: Books) -> Formula:
    """Risen revenue times four over the spend of the quarter before, whatever the pack's choice."""
    return on_spend_of_the_quarter_before(books, rise_of_revenue(books))
