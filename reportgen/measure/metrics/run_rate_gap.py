"""Needed per month to meet the year's plan."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan_year import KINDS, RunRateGap
from reportgen.unit import Direction, Unit


@metric(
    title="Needed per month to meet the year's plan",
    abbreviation="Needed per month",
    topic="plan",
    unit=Unit.MONEY,
    better=Direction.NONE,
    definition="What each month left of the fiscal year must bring for its plan to be met, by key.",
    why="Beside what a month has brought so far it says whether the year can still be reached.",
    formula="(plan of the fiscal year - actual to date) / months left of the year, by line of the plan",
    numerator="plan of the year not yet reached",
    denominator="months left of the year",
    source="Finvisor, variance analysis",
    example="plan of the year 1,200 - 800 reached = 400 left over 4 months = 100 a month",
    kinds=KINDS,
)
def run_rate_gap(books: Books) -> RunRateGap:
    """Rows of the split key; of a state, how much it must change a month."""
    return RunRateGap(books, Unit.MONEY)
