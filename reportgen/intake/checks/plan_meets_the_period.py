"""A plan is of use where it covers what is reported."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_number_of, months_in_words, table_with
from reportgen.intake.dataset import FILE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity


@check(
    what="The plan has rows for the report period.",
    why="Without them every comparison with plan is left empty.",
    severity=Severity.WARNING,
    looks_at=(("plan",),),
)
def plan_meets_the_period(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """A plan none of whose months lies in the report period."""
    plan = table_with(dataset, "plan", "month")
    if plan is None:
        return
    numbers = set(plan.select(month_number_of())["month"].drop_nulls())
    if not any(period.first <= number <= period.last for number in numbers):
        months = months_in_words(numbers)
        yield found(
            plan_meets_the_period,
            {FILE_COLUMN: plan[FILE_COLUMN][0]},
            f"the plan has no rows for {period.label} ({month_label(period.first)} to "
            f"{month_label(period.last)}); it covers {months}",
            "Add the months of the report period, or leave the plan out.",
            column="month",
            value=months,
        )
