"""Nobody has fewer than no users, more users in a day than in the month, or more than licences."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, by_place, count_of, found, month_of, table_with
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

NUMBERS = (
    *("active_users", "licensed_users", "key_events", "features_used", "integrations_active"),
    *("dau", "mau"),
)
# A column, the one that it cannot be above, how bad that is, and what to do.
LIMITS = (
    (
        "active_users",
        "licensed_users",
        Severity.WARNING,
        "Check the licences of the month, or whether users without one are counted.",
    ),
    (
        "dau",
        "mau",
        Severity.ERROR,
        "Write the mean of the month's days, and everybody who was there in the month.",
    ),
)


@check(
    what="Active users are no more than licensed ones, daily no more than monthly, none below zero.",
    why="Use above all licences hides the customers who do not use theirs.",
    looks_at=(("product_usage",),),
)
def usage_is_plausible(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Numbers below zero and days above their month (errors), users above licences (a warning)."""
    frame = table_with(dataset, "product_usage", "customer_id", "month")
    if frame is not None:
        yield from by_place([*_negative(frame), *_above(frame)])


def _negative(frame: pl.DataFrame) -> Iterator[Problem]:
    for column in NUMBERS:
        if column in frame.columns:
            for row in frame.filter(pl.col(column) < 0).head(MOST).to_dicts():
                who = f"{row['customer_id']} in {month_of(row['month'])}"
                what = f"{column} of {who} is {count_of(row[column])}, below zero"
                advice = "Write how many there were, or leave it empty when it is not known."
                yield found(usage_is_plausible, row, what, advice, column=column, value=row[column])


def _above(frame: pl.DataFrame) -> Iterator[Problem]:
    for column, limit, severity, advice in LIMITS:
        if {column, limit} <= set(frame.columns):
            for row in frame.filter(pl.col(column) > pl.col(limit)).head(MOST).to_dicts():
                yield found(
                    usage_is_plausible,
                    row,
                    f"{row['customer_id']} has {count_of(row[column])} {column} in "
                    f"{month_of(row['month'])}, more than {count_of(row[limit])} {limit}",
                    advice,
                    column=column,
                    value=row[column],
                    severity=severity,
                )
