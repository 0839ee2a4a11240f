"""Quick ratio."""

from reportgen.measure.books import Books
from reportgen.measure.flows import gains_over_losses
from reportgen.measure.metric import metric
from reportgen.measure.shape import Ratio
from reportgen.unit import Direction, Unit


def _choice(books: Books) -> str:
    included = books.pack.definitions.quick_ratio_with_reactivation
    return f"{'with' if included else 'without'} reactivation; exchange rates left out"


@metric(
    title="Quick ratio",
    topic="growth",
    unit=Unit.RATIO,
    better=Direction.UP,
    definition="How much recurring revenue was added for each unit that was lost.",
    why="Below four, much of what sales wins only fills the hole that churn leaves.",
    formula="(new + expansion + reactivation) / (churn + contraction)",
    numerator="recurring revenue added",
    denominator="recurring revenue lost",
    source="ICONIQ growth and resiliency rubric; Social Capital (Mamoon Hamid), rule of four",
    example="(5,000 + 4,800 + 2,000) / (4,000 + 1,000) = 2.36",
    threshold="quick_ratio_warn",
    warn_below=4,
    variant=_choice,
)
def quick_ratio(books: Books) -> Ratio:
    """Monthly movements summed over the window; `infinite` when nothing was lost."""
    included = books.pack.definitions.quick_ratio_with_reactivation
    return gains_over_losses(books, "new", "expansion", *(["reactivation"] if included else []))
