"""A single month ten times as high or as low as the months beside it: a slipped decimal."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._keys import in_order, some_series
from reportgen.intake.checks._shared import (
    MOST,
    by_place,
    found,
    month_of,
    plain,
    table_with,
)
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity

FACTOR = 10
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
    """Months of a customer or an account that stand alone by a factor of ten."""
    for name, (columns, value) in SERIES.items():
        frame = table_with(dataset, name, columns[0], "month", value)
        if frame is None:
            continue
        keys = [column for column in columns if column in frame.columns]
        problems = []
        for row in _jumps(frame, keys, value).head(MOST).to_dicts():
            times = "higher" if row["value"] > row["before"] else "lower"
            problems.append(
                found(
                    values_do_not_jump,
                    row,
                    f"{value} of {row[keys[0]]} is {plain(row['value'])} in "
                    f"{month_of(row['month'])}, at least {FACTOR} times {times} than in the month "
                    f"before ({plain(row['before'])}) and the month after ({plain(row['after'])})",
                    "Look for a slipped decimal. If the amount is right, all is well.",
                    column=value,
                    value=row["value"],
                )
            )
        yield from by_place(problems)


def _jumps(frame: pl.DataFrame, keys: list[str], value: str) -> pl.DataFrame:
    """Months with their neighbours, where both lie a factor of ten away on the same side."""
    wanted = frame.select(*keys, "month", value, FILE_COLUMN, LINE_COLUMN)
    found = [_jumps_of(rows, keys, value) for rows in some_series(wanted, keys)]
    return pl.concat(found).sort("row").head(MOST)


def _jumps_of(rows: pl.DataFrame, keys: list[str], value: str) -> pl.DataFrame:
    series = in_order(rows, keys, value).select("at", "value", "row")
    series = series.with_columns(now=pl.col("value").cast(pl.Float64))
    now, at = pl.col("now"), pl.col("at")
    before, after = now.shift(1), now.shift(-1)
    beside = (at == at.shift(1) + 1) & (at + 1 == at.shift(-1))
    higher = now >= FACTOR * pl.max_horizontal(before, after) * (1 - TOLERANCE)
    lower = now * FACTOR <= pl.min_horizontal(before, after) * (1 + TOLERANCE)
    places = series.select((beside & (higher | lower)).fill_null(False)).to_series().arg_true()
    jumps = series[places].select(
        "row",
        "value",
        before=series["value"].gather(places - 1),
        after=series["value"].gather(places + 1),
    )
    return jumps.join(rows.drop(value), on="row")
