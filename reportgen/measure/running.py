"""Running sums: facts added up month by month in each group, so that any window is a difference of two.

Why: there are hundreds of sums, each for a hundred windows and dozens of groups. Joining the names of
windows and groups for each of them costs more than all additions; here every group has a number, a month
of a group is one whole number, and where a window begins and ends is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from reportgen.measure.cells import BLANK, EXACT, LONG, SCHEMA

# Months of one group; the number of a month (year * 12 ...) stays below it.
STRIDE = 1 << 20
BEFORE_ALL, AFTER_ALL = -1, (1 << 62)
AT_ONCE = pl.QueryOptFlags.none()
Layer = tuple[pl.DataFrame, tuple[str, ...]]


class Numbers:
    """Numbers of the groups of some facts: 0 is the company, those of one split stand in a row."""

    def __init__(self, groups: pl.DataFrame) -> None:
        """groups  columns split_by, split"""
        self.groups = groups
        self._names: dict[str, dict[str, int]] = {}
        for split_by, split in groups.iter_rows():
            if split is not None:
                names = self._names.setdefault(split_by, {})
                names.setdefault(split, len(names))
        self._first: dict[str, int] = {}
        next_one = 1
        for split_by, names in self._names.items():
            self._first[split_by] = next_one
            next_one += len(names)
        self._kinds = {split_by: pl.Enum(list(names)) for split_by, names in self._names.items()}
        self.nobody = next_one

    def of_rows(self, split_by: str) -> pl.Expr:
        """The number of each row's group of a split: null for a group that is not among them."""
        if split_by not in self._names:
            return pl.lit(None, pl.Int64)
        names = pl.col(split_by).cast(pl.String).fill_null(BLANK)
        number = names.cast(self._kinds[split_by], strict=False).to_physical().cast(pl.Int64)
        return number + self._first[split_by]

    def of_groups(self) -> list[tuple[str, str, int]]:
        """The company and all groups, in their order: split_by, split, number."""
        found = [("", "", 0)]
        for split_by, split in self.groups.iter_rows():
            number = self._names.get(split_by, {}).get(split)
            known = self.nobody if number is None else self._first[split_by] + number
            found.append((split_by, split, known))
        return found


def running(layers: Iterable[Layer], month: pl.Expr, numbers: Numbers) -> pl.DataFrame:
    """The sums of `value` and `n` up to each month of each group, ordered.

    layers  rows with an exact `value` and `n`, each with the splits by which it is grouped; the first
            of them counts for the company as well
    month   the number of the row's month
    Columns: place (number of the group * STRIDE + month), value, n. Before the first row stands a zero,
    and after the last a null, for windows of which nothing is known.
    """
    sums = [pl.col("value").sum(), pl.col("n").sum()]
    edges = {"value": EXACT, "n": pl.Int64, "place": pl.Int64}
    parts = []
    for position, (rows, splits) in enumerate(layers):
        own = {f"by {split}": numbers.of_rows(split) for split in splits}
        if position == 0:
            own["by"] = pl.lit(0, pl.Int64)
        if not own:
            continue
        numbered = rows.lazy().select("value", "n", month.cast(pl.Int64).alias("month"), **own)
        if rows.height > LONG:
            numbered = numbered.group_by("month", *own).agg(sums)
        # One grouping for all splits: a row stands once for the company and once for each split.
        parts.append(
            numbered.unpivot(list(own), index=["value", "n", "month"], value_name="group").select(
                "value", "n", place=pl.col("group") * STRIDE + pl.col("month")
            )
        )
    added = pl.concat(parts).group_by("place").agg(sums).drop_nulls("place").sort("place")
    zero = pl.LazyFrame({"value": [0], "n": [0], "place": [BEFORE_ALL]}, schema=edges)
    unknown = pl.LazyFrame({"value": [None], "n": [None], "place": [AFTER_ALL]}, schema=edges)
    return (
        pl.concat([zero, added.select(list(edges)), unknown])
        .select("place", pl.col("value").cum_sum(), pl.col("n").cum_sum())
        .collect(optimizations=AT_ONCE)
    )


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells that sums of the same groups and windows have.

    keys         period, split_by, split, and why a cell is missing
    start, end   places of the first and last month of each cell; after all others where it is missing
    """

    keys: pl.DataFrame
    start: pl.Series
    end: pl.Series

    def cells(self, sums: pl.DataFrame) -> pl.DataFrame:
        """Cells of running sums: a covered window without rows is 0."""
        places = sums.get_column("place")
        # The place of what was summed before the month, and of what was summed with it.
        before = places.search_sorted(self.start, side="left") - 1
        until = places.search_sorted(self.end, side="right") - 1
        value = pl.col("value").gather(until) - pl.col("value").gather(before)
        found = sums.select_seq(
            exact=value, n=pl.col("n").gather(until) - pl.col("n").gather(before)
        )
        exact = found.get_column("exact")
        nothing = pl.Series("numerator", [None], pl.Float64).new_from_index(0, exact.len())
        keys = self.keys
        return pl.DataFrame(
            [
                keys.get_column("period"),
                keys.get_column("split_by"),
                keys.get_column("split"),
                exact.cast(pl.Float64).alias("value"),
                exact,
                nothing,
                nothing.alias("denominator"),
                found.get_column("n"),
                keys.get_column("missing"),
            ]
        )


def grid(windows: pl.DataFrame, covered: tuple[int, int] | None, numbers: Numbers) -> Grid:
    """The company and all groups in each covered window, the company alone in the others.

    windows  period, first, last (months that must be covered), begin, end (what the sums run over)
    """
    groups = numbers.of_groups()
    keys: list[tuple[str, str, str, str | None]] = []
    start, end = [], []
    gaps = []
    columns = ("period", "first", "last", "begin", "end")
    for period, first, last, begin, until in windows.select(columns).iter_rows():
        missing = _missing(first, last, covered)
        if missing:
            gaps.append((period, "", "", missing))
            continue
        for split_by, split, number in groups:
            keys.append((period, split_by, split, None))
            start.append(number * STRIDE + begin)
            end.append(number * STRIDE + until)
    lost = [AFTER_ALL] * len(gaps)
    names = ("period", "split_by", "split", "missing")
    return Grid(
        pl.DataFrame([*keys, *gaps], schema=dict.fromkeys(names, pl.String), orient="row"),
        pl.Series([*start, *lost], dtype=pl.Int64),
        pl.Series([*end, *lost], dtype=pl.Int64),
    )


def _missing(first: int, last: int, covered: tuple[int, int] | None) -> str | None:
    if covered is None:
        return "no_data"
    if first < covered[0]:
        return "insufficient_history"
    return "partial_period" if last > covered[1] else None
