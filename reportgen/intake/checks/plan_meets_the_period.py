"""A plan is of use where it covers what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import found, month_number_of, months_in_words, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity


@check(
    what="The plan has rows for the report period, and for all its months where it goes by months.",
    why="Without them every comparison with plan is left empty.",
    severity=Severity.WARNING,
    looks_at=(("plan",),),
)
def plan_meets_the_period(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """A plan none of whose months lies in the report period; keys that have some of them only.

    A key whose rows are three, six or twelve months apart goes by quarters, half-years or years.
    """
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
        return
    yield from _in_part(plan, period)


def _in_part(plan: pl.DataFrame, period: Period) -> Iterator[Problem]:
    by = ["key", *(["version"] if "version" in plan.columns else [])]
    if not set(by) <= set(plan.columns):
        return
    keys = (
        plan.with_columns(number=month_number_of())
        .drop_nulls("number")
        .sort(FILE_COLUMN, LINE_COLUMN)
        .group_by(by, maintain_order=True)
        .agg(pl.last(FILE_COLUMN, LINE_COLUMN), numbers=pl.col("number").unique().sort())
    )
    for row in keys.to_dicts():
        numbers = row["numbers"]
        steps = [after - before for before, after in pairwise(numbers)]
        lacking = [n for n in range(period.first, period.last + 1) if n not in numbers]
        # What lies between two rows is a gap, which another check reports.
        outside = [n for n in lacking if not numbers[0] < n < numbers[-1]]
        if min(steps, default=0) == 1 and outside and len(lacking) < period.length:
            words = months_in_words(outside)
            yield found(
                plan_meets_the_period,
                row,
                f"the plan of {row['key']!r} has rows for part of {period.label} only, not for "
                f"{words}: it is not compared with the whole period",
                "Add the months, or report a period that the plan covers.",
                column="month",
                value=words,
            )
