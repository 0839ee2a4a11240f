"""Needed per month to meet the year's plan, numbers."""

from reportgen.measure.books import Books
from reportgen.measure.metric import metric
from reportgen.measure.plan_year import KINDS, RunRateGap
from reportgen.unit import Direction, Unit


@metric(
    title="Needed per month to meet the year's plan, numbers",
    abbreviation="Needed per month, numbers",
    topic="plan",
    unit=Unit.COUNT,
    better=Direction.NONE,
    definition="What each month left of the fiscal year must bring where the plan counts things, by key.",
    why="Beside what a month has brought so far it says whether the year can still be reached.",
    formula="(plan of the fiscal year - actual to date) / months left of the year, by line of the plan",
    numerator="plan of the year not yet reached",
    denominator="months left of the year",
    source="Finvisor, variance analysis",
    example="planned 24 - 15 reached = 9 new customers left over 3 months = 3 a month",
    kinds=KINDS,
)
def run_rate_gap_count(books: Books) -> RunRateGap:
    """Rows of the split key; of a state, how much it must change a month."""
    return RunRateGap(books, Unit.COUNT)
