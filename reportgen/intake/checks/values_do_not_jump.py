"""An amount ten times as high or as low as the months beside it, or than all before: a slipped decimal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from reportgen.intake.check import check
from reportgen.intake.checks._lasting import FACTOR, TOLERANCE, far, lasting_steps, steady
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
from reportgen.period import Period, month_label
from reportgen.problem import Problem, Severity


@dataclass(frozen=True)
class Watched:
    """A column whose amounts go on from month to month.

    keys   what makes rows one series
    alone  whether a single month that stands alone is a finding
    slips  factors of which a lasting step must be one; none: any from ten
    """

    value: str
    keys: tuple[str, ...] = ()
    alone: bool = True
    slips: tuple[int, ...] = ()


# What a company spends, owns and employs may well be ten times as much from a month on; a hundred times
# is hundredths read as whole, and a thousand times thousands.
UNITS = (100, 1000)
WATCHED = {
    "recurring_revenue": Watched(
        "mrr", ("customer_id", "product_line", "plan", "currency", "kind")
    ),
    "ledger": Watched("amount", ("line", "category", "sm_part", "motion"), slips=UNITS),
    "cash": Watched("cash_end", alone=False, slips=UNITS),
    "headcount": Watched("fte", ("function",), alone=False, slips=UNITS),
    # Use may all but stop in a month of holidays; licences do not.
    "product_usage": Watched("licensed_users", ("customer_id", "product_line"), slips=UNITS),
}


@check(
    what="No amount is ten times higher or lower for a single month than in the months beside it, "
    "or from a month on than in the months before.",
    why="A slipped decimal shows as a large expansion, and as a large contraction where it ends.",
    severity=Severity.WARNING,
    looks_at=(
        ("recurring_revenue",),
        ("ledger",),
        ("cash",),
        ("headcount",),
        ("product_usage.licensed_users",),
    ),
)
def values_do_not_jump(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Months of a customer or an account that stand alone by a factor of ten, or begin another size.

    The last month of the file, which no later one can tell from growth, stands alone when the three
    months before it were steady, within a factor of two. So must they be before a step that lasts.
    """
    for name, watched in WATCHED.items():
        frame = table_with(dataset, name, *watched.keys[:1], "month", watched.value)
        if frame is None:
            continue
        keys = [column for column in watched.keys if column in frame.columns]
        alone, lasting = _jumps(frame, keys, watched)
        problems = [_alone(row, keys, watched.value) for row in alone.to_dicts()]
        problems += [_lasting(row, name, keys, watched.value) for row in lasting.to_dicts()]
        yield from by_place(problems)


def _alone(row: Mapping[str, Any], keys: list[str], value: str) -> Problem:
    times = "higher" if row["value"] > row["before"] else "lower"
    beside = "the month after"
    if row["is_last"]:
        beside = "two months before, and it is the last month"
    return found(
        values_do_not_jump,
        row,
        f"{value} of {row[keys[0]]} is {plain(row['value'])} in "
        f"{month_of(row['month'])}, at least {FACTOR} times {times} than in the month "
        f"before ({plain(row['before'])}) and {beside} ({plain(row['after'])})",
        "Look for a slipped decimal. If the amount is right, all is well.",
        column=value,
        value=row["value"],
    )


def _lasting(row: Mapping[str, Any], table: str, keys: list[str], value: str) -> Problem:
    named = [str(row[key]) for key in keys if key in ("product_line", "plan") and row[key]]
    whose = ", ".join([str(row[keys[0]]), *named]) if keys else table
    until = "since" if row["until"] is None else f"until {month_label(row['until'])}"
    if row["slip"]:
        times = f"exactly {row['slip']}"
        because = f", and a factor of {row['slip']} is what a slipped decimal mark makes"
    else:
        times, because = f"{row['ratio']:.1f}", ""
    times = f"{times} times" if row["is_higher"] else f"a fall to one part in {times}"
    return found(
        values_do_not_jump,
        row,
        f"{value} of {whose} is {plain(row['before'])} in {month_label(row['number'] - 1)}, "
        f"{plain(row['value'])} in {month_of(row['month'])} and stays so "
        f"{until}: {times} in one month, after three steady ones{because}",
        f"Is a decimal mark lost, or did it {'grow' if row['is_higher'] else 'shrink'}? Correct the "
        "export. If it is right, all is well; to say so on the cover, write "
        f'[checks.{values_do_not_jump.name}] waive = "why, by whom".',
        column=value,
        value=row["value"],
    )


def _jumps(
    frame: pl.DataFrame, keys: list[str], watched: Watched
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Months that stand alone with their neighbours, and months with which another size begins."""
    value = watched.value
    wanted = frame.select(*keys, "month", value, FILE_COLUMN, LINE_COLUMN)
    _, last = span(frame, value) or (0, 0)
    alone, lasting = [], []
    for rows in some_series(wanted, keys or ["month"]):
        series = _suspects(rows, keys, value)
        jumps = _standing_alone(series if watched.alone else series.clear(), last)
        steps = lasting_steps(series, watched.slips)
        # Where a step ends with the file, its end is no second finding.
        over = pl.col("series").is_in(steps["series"].implode()) & pl.col("is_last")
        jumps = jumps.filter(~over).drop("series")
        alone.append(jumps.join(rows.drop(value), on="row"))
        lasting.append(steps.join(rows.drop(value), on="row"))
    return (pl.concat(alone).sort("row").head(MOST), pl.concat(lasting).sort("row").head(MOST))


def _suspects(rows: pl.DataFrame, keys: list[str], value: str) -> pl.DataFrame:
    """Series in which some month is ten times the one before it, or a tenth: a few, or none."""
    series = in_order(rows, keys, value).filter(pl.col("value") > 0)
    series = series.with_columns(now=pl.col("value").cast(pl.Float64))
    now, at = pl.col("now"), pl.col("at")
    odd = series.select(odd=far(now, now.shift()) & (at == at.shift() + 1)).to_series()
    if not odd.any():
        return series.clear()
    return series.filter(pl.col("series").is_in(series["series"].filter(odd).unique().implode()))


def _standing_alone(series: pl.DataFrame, last: int) -> pl.DataFrame:
    """Months with their neighbours, where both lie a factor of ten away on the same side."""
    now, at = pl.col("now"), pl.col("at")
    before, after = now.shift(1), now.shift(-1)
    beside = (at == at.shift(1) + 1) & (at + 1 == at.shift(-1))
    higher = now >= FACTOR * pl.max_horizontal(before, after) * (1 - TOLERANCE)
    lower = now * FACTOR <= pl.min_horizontal(before, after) * (1 + TOLERANCE)
    is_steady, highest, lowest = steady(now, at)
    is_last = (
        (pl.col("number") == last)
        & is_steady
        & ((now >= FACTOR * highest * (1 - TOLERANCE)) | (now * FACTOR <= lowest * (1 + TOLERANCE)))
    ).fill_null(False)
    exact = pl.col("value")
    return (
        series.with_columns(
            before=exact.shift(1),
            after=pl.when(is_last).then(exact.shift(2)).otherwise(exact.shift(-1)),
            is_last=is_last,
        )
        .filter((beside & (higher | lower)).fill_null(False) | is_last)
        .select("series", "row", "value", "before", "after", "is_last")
    )
