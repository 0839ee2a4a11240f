"""A plan has one value for each figure and month, in each of its versions."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import MOST, found, month_of, plain, table_with
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem

# A row that names no version belongs to this one.
VERSION = "budget"


@check(
    what="The plan has one value for each figure, month and version, however they are spelt.",
    why="Two versions read as one are added up: the plan of the month is twice as high.",
    looks_at=(("plan",),),
)
def plan_is_one_per_version(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Rows of the same figure and month that only look different.

    A version left blank is the budget; capitals, blanks and underscores in a key mean nothing. Rows
    that are the same to the letter are left to rows_are_unique.
    """
    plan = table_with(dataset, "plan", "month", "key", "value")
    if plan is None:
        return
    version = pl.col("version") if "version" in plan.columns else pl.lit(None, pl.String)
    key = pl.col("key").str.strip_chars().str.to_lowercase().str.replace_all(r"[\s_-]+", "_")
    same = ["month", "plain_key", "plain_version"]
    rows = plan.with_columns(
        version=version, plain_key=key, plain_version=version.fill_null(VERSION)
    )
    letters = pl.struct("key", version.fill_null("").alias("version"))
    rows = rows.with_columns(letters=letters.hash()).sort(FILE_COLUMN, LINE_COLUMN)
    rows = rows.with_columns(
        pl.first("value", "version", "key", FILE_COLUMN, LINE_COLUMN, "letters")
        .over(same)
        .name.prefix("first_")
    )
    for row in rows.filter(pl.col("letters") != pl.col("first_letters")).head(MOST).to_dicts():
        yield found(
            plan_is_one_per_version,
            row,
            f"{_named(row, '')} of {month_of(row['month'])} is {plain(row['value'])} here, and "
            f"{_named(row, 'first_')} is {plain(row['first_value'])} on line "
            f"{row['first_' + LINE_COLUMN]}: both are the {row['plain_version']}",
            "Keep one of the two, or name its version: budget or forecast.",
            column="key",
            value=row["key"],
        )


def _named(row: dict[str, object], which: str) -> str:
    version = row[f"{which}version"]
    return f"{row[f'{which}key']!r} ({version or 'no version'})"
