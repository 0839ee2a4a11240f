"""Quick ratio with customers won back."""

from reportgen.measure.books import Books
from reportgen.measure.flows import gains_over_losses
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


@metric(
    title="Quick ratio with won back",
    topic="growth",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="New, won-back and expanded recurring revenue for each unit that was lost.",
    why="Many tools count customers won back as new ones, which lifts the ratio.",
    formula="(new + expansion + reactivation) / (churn + contraction)",
    numerator="recurring revenue added",
    denominator="recurring revenue lost",
    source="OmegaPoint (quick ratio and reactivation)",
    example="(5,000 + 4,800 + 2,000) / (4,000 + 1,000) = 2.36",
)
def quick_ratio_with_reactivation(books: Books) -> Ratio:
    """Monthly movements summed over the window; `infinite` when nothing was lost."""
    return gains_over_losses(books, "new", "expansion", "reactivation")
