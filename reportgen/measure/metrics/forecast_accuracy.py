"""Accuracy of forecasts."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan import PLANNED, PlanAndActual
from reportgen.unit import Direction, Unit


@metric(
    title="Accuracy of forecasts",
    abbreviation="Forecast accuracy",
    topic="plan",
    unit=Unit.SHARE,
    better=Direction.UP,
    definition="How near the forecast came to what happened, by line of the plan.",
    why="How far to trust the next forecast is told by the ones that can be checked.",
    formula="1 - |actual - forecast| / |actual|, of the plan's rows with version forecast",
    numerator="distance of the forecast from the actual figure",
    denominator="actual, without its sign",
    source="Common practice",
    example="forecast 95, actual 100: 1 - 5 / 100 = 95%",
    kinds=PLANNED,
)
def forecast_accuracy(books: Books) -> PlanAndActual:
    """Rows of the split key; missing where the forecast missed by more than the figure itself."""
    return PlanAndActual(books, "accuracy", version="forecast")
