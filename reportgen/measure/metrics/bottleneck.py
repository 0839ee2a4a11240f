"""The bottleneck of each flow."""

from reportgen.measure import deals
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.bottlenecks import KINDS, Bottleneck
from reportgen.measure.funnel import within_words
from reportgen.measure.metric import metric
from reportgen.measure.shape import Middle
from reportgen.unit import Direction, Unit


@metric(
    title="Gain at the bottleneck",
    abbreviation="Bottleneck",
    topic="funnel",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition=(
        "What a year's won revenue of a flow would gain if its bottleneck were at its target, or at "
        "the best of its last four quarters: a step, one more person where the days are full, or "
        "the entries that the backward plan asks for. A step that fewer than 30 have come to has "
        "no amount."
    ),
    why="It is where more money and more hours give most; it shows a sales cycle later.",
    formula="(target / actual - 1) × won annual recurring revenue of the flow in twelve months",
    numerator="target",
    denominator="actual",
    source="Unified Business Model",
    example="40% wanted, 32% now, 2,000,000 won: 25% × 2,000,000 = 500,000",
    kinds=KINDS,
    variant=within_words,
    part_units={"days_until_effect": Unit.DAYS},
)
def bottleneck(books: Books) -> Beside:
    """By flow; by `bottleneck` (its name), by flow and kind, by step; when the effect would show."""
    return Beside(Bottleneck(books), {"days_until_effect": Middle(deals.cycles(books))})
