"""Conversion by step of a funnel, by cohort."""

from reportgen.measure.books import Books
from reportgen.measure.funnel import within_words
from reportgen.measure.funnel_shapes import conversion
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Conversion by step",
    abbreviation="Conversion",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Of the leads that first entered a stage in the period, the share that reached the next "
        "stage of the flow in time; given once all of them have had that time."
    ),
    why="Measured between all steps, it shows where the flow narrows.",
    formula="leads of the cohort that reached the next stage / leads that first entered the stage",
    numerator="leads of the cohort that reached the next stage",
    denominator="leads that first entered the stage in the period",
    source="Unified Business Model; TheCalcu, funnel conversion",
    example="1,000, 300, 120, 50, 15: 30%, 40%, 41.67%, 30%",
    variant=within_words,
)
def step_conversion(books: Books) -> Shape:
    """Cohorts by day of entry; split `step` reads `flow: stage > next stage`."""
    return conversion(books)
