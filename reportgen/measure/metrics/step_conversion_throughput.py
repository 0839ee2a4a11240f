"""Conversion by step of a funnel, by entries of the same period."""

from reportgen.measure.books import Books
from reportgen.measure.funnel_shapes import throughput
from reportgen.measure.metric import metric
from reportgen.measure.shape import Shape
from reportgen.unit import Direction, Unit


@metric(
    title="Conversion by step, same period",
    abbreviation="Conversion, same period",
    topic="funnel",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition=(
        "Entries into the next stage for each entry into a stage, both in the period; they need "
        "not be the same leads, so that it may exceed 100%."
    ),
    why="It is there before a cohort has had its time, and less exact than the cohort's.",
    formula="entries into the next stage / entries into the stage, both in the period",
    numerator="entries into the next stage in the period",
    denominator="entries into the stage in the period",
    source="Unified Business Model",
    example="40 sales leads, 100 prospects in the same quarter: 40%",
)
def step_conversion_throughput(books: Books) -> Shape:
    """The same steps as step_conversion."""
    return throughput(books)
