"""Magic number."""

from reportgen.measure.acquisition import yearly_revenue_of
from reportgen.measure.books import Books
from reportgen.measure.efficiency import on_spend_of_the_quarter_before, rise_of_revenue
from reportgen.measure.metric import metric
from reportgen.measure.shape import Formula
from reportgen.period import PeriodKind
from reportgen.unit import Direction, Unit


def basis_words(books: Books) -> str:
    """What the rise is taken of."""
    if books.pack.definitions.magic_number == "revenue":
        return "on recurring revenue of the quarter"
    return "on annual recurring revenue: its rise over the quarter / spend of the quarter before"


@metric(
    title="Magic number",
    abbreviation="Magic number",
    topic="efficiency",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much yearly revenue each unit of last quarter's sales and marketing has added.",
    why="Below three quarters the way of selling needs work first; above, more may be spent on it.",
    formula=(
        "(recurring revenue of the quarter - that of the quarter before) × 4 / "
        "sales and marketing spend of the quarter before"
    ),
    numerator="rise of yearly recurring revenue",
    denominator="sales and marketing spend of the quarter before",
    source="Scale Venture Partners; Lars Leckie and Josh James",
    example="(110,700 - 96,000) × 4 / 27,000 = 2.18; on ARR 93,600 / 27,000 = 3.47",
    threshold="magic_number_warn",
    warn_below=0.75,
    kinds=(PeriodKind.QUARTER,),
    variant=basis_words,
)
def magic_number(books: Books) -> Formula:
    """The lag of one quarter is part of the definition; falling revenue gives a negative figure."""
    on_revenue = books.pack.definitions.magic_number == "revenue"
    risen = rise_of_revenue(books) if on_revenue else yearly_revenue_of(books)
    return on_spend_of_the_quarter_before(books, risen)
