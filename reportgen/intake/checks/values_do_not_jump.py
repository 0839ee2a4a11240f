"""A single month ten times as high or as low as the months beside it: a slipped decimal."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._shared import (
    MOST,
    by_place,
    found,
    month_of,
    plain,
    span,
    table_with,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.series import in_order, some_series
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

FACTOR = 10
# The last month has no month after it; what lies before it has been steady for so long, within so much.
STEADY_MONTHS, STEADY_WITHIN = 3, 2
# Ten times 1.10 in binary is a little more than 11.
TOLERANCE = 1e-9
SERIES = {
    "recurring_revenue": (("customer_id", "product_line", "plan", "currency", "kind"), "mrr"),
    "ledger": (("line", "category", "sm_part", "motion"), "amount"),
    # Use may all but stop in a month of holidays; licences do not.
    "product_usage": (("customer_id", "product_line"), "licensed_users"),
}


@check(
    what="No amount is ten times higher or lower for a single month than in the months beside it.",
    why="A slipped decimal shows as a large expansion and a large contraction a month later.",
    severity=Severity.WARNING,
    looks_at=(
        ("recurring_revenue",),
        ("ledger",),
        ("product_usage.licensed_users",),
    ),
)
def values_do_not_jump(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Months of a customer or an account that stand alone by a factor of ten.

    The last month of the file, which no later one can tell from growth, stands alone when the three
    months before it were steady, within a factor of two.
    """
    for name, (columns, value) in SERIES.items():
        frame = table_with(dataset, name, columns[0], "month", value)
        if frame is None:
            continue
        keys = [column for column in columns if column in frame.columns]
        problems = []
        for row in _jumps(frame, keys, value).head(MOST).to_dicts():
            times = "higher" if row["value"] > row["before"] else "lower"
            beside = "the month after"
            if row["is_last"]:
                beside = "two months before, and it is the last month"
            problems.append(
                found(
                    values_do_not_jump,
                    row,
                    f"{value} of {row[keys[0]]} is {plain(row['value'])} in "
                    f"{month_of(row['month'])}, at least {FACTOR} times {times} than in the month "
                    f"before ({plain(row['before'])}) and {beside} ({plain(row['after'])})",
                    "Look for a slipped decimal. If the amount is right, all is well.",
                    column=value,
                    value=row["value"],
                )
            )
        yield from by_place(problems)


def _jumps(frame: pl.DataFrame, keys: list[str], value: str) -> pl.DataFrame:
    """Months with their neighbours, where both lie a factor of ten away on the same side."""
    wanted = frame.select(*keys, "month", value, FILE_COLUMN, LINE_COLUMN)
    _, last = span(frame, value) or (0, 0)
    found = [_jumps_of(rows, keys, value, last) for rows in some_series(wanted, keys)]
    return pl.concat(found).sort("row").head(MOST)


def _jumps_of(rows: pl.DataFrame, keys: list[str], value: str, last: int) -> pl.DataFrame:
    series = in_order(rows, keys, value).filter(pl.col("value") > 0)
    series = series.select("at", "number", "value", "row", now=pl.col("value").cast(pl.Float64))
    now, at = pl.col("now"), pl.col("at")
    # A jump is rare, and looking for one backwards is enough to see that there is none.
    ratio = now / now.shift()
    far = (ratio >= FACTOR * (1 - TOLERANCE)) | (ratio * FACTOR <= 1 + TOLERANCE)
    if not series.select((far & (at == at.shift() + 1)).any()).item():
        series = series.clear()
    before, after = now.shift(1), now.shift(-1)
    beside = (at == at.shift(1) + 1) & (at + 1 == at.shift(-1))
    higher = now >= FACTOR * pl.max_horizontal(before, after) * (1 - TOLERANCE)
    lower = now * FACTOR <= pl.min_horizontal(before, after) * (1 + TOLERANCE)
    earlier = [now.shift(step) for step in range(1, STEADY_MONTHS + 1)]
    highest, lowest = pl.max_horizontal(earlier), pl.min_horizontal(earlier)
    is_last = (
        (pl.col("number") == last)
        & pl.all_horizontal(at == at.shift(step) + step for step in range(1, STEADY_MONTHS + 1))
        & (highest <= STEADY_WITHIN * lowest)
        & ((now >= FACTOR * highest * (1 - TOLERANCE)) | (now * FACTOR <= lowest * (1 + TOLERANCE)))
    ).fill_null(False)
    exact = pl.col("value")
    jumps = (
        series.with_columns(
            before=exact.shift(1),
            after=pl.when(is_last).then(exact.shift(2)).otherwise(exact.shift(-1)),
            is_last=is_last,
        )
        .filter((beside & (higher | lower)).fill_null(False) | is_last)
        .drop("at", "now", "number")
    )
    return jumps.join(rows.drop(value), on="row")
