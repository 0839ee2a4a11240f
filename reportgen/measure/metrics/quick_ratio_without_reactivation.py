"""Quick ratio without customers won back."""

from reportgen.measure.books import Books
from reportgen.measure.flows import gains_over_losses
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Quick ratio without won back",
    topic="growth",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="New and expanded recurring revenue for each unit that was lost.",
    why="A customer that pauses and returns is a loss and then a gain; here only the loss counts.",
    formula="(new + expansion) / (churn + contraction)",
    numerator="recurring revenue added, without customers won back",
    denominator="recurring revenue lost",
    source="ICONIQ growth and resiliency rubric",
    example="(5,000 + 4,800) / (4,000 + 1,000) = 1.96",
)
def quick_ratio_without_reactivation(books: Books) -> Ratio:
    """Monthly movements summed over the window; `infinite` when nothing was lost."""
    return gains_over_losses(books, "new", "expansion")
