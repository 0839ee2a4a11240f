"""Running sums: facts added up month by month in each group, so that any window is a difference of two.

Why: there are hundreds of sums, each for a hundred windows and dozens of groups. Joining the names of
windows and groups for each of them costs more than all additions; here every group has a number, a month
of a group is one whole number, and where a window begins and ends is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from reportgen.measure.cells import BLANK, EXACT, LONG, SCHEMA

# Months of one group; the number of a month (year * 12 ...) stays below it.
STRIDE = 1 << 20
BEFORE_ALL, AFTER_ALL = -1, (1 << 62)
EDGES: dict[str, pl.DataType | type[pl.DataType]] = {
    "value": EXACT,
    "n": pl.Int64,
    "place": pl.Int64,
}
SUMS = (pl.col("value").sum(), pl.col("n").sum())
COUNTED = (pl.col("value").cast(EXACT), pl.col("n").cast(pl.Int64))

Layer = tuple[pl.DataFrame, tuple[str, ...]]
# period, the months that must be covered, what is summed
Window = tuple[str, int, int, int, int]


class Numbers:
    """Numbers of the groups of some facts: 0 is the company, those of one split stand in a row."""

    def __init__(self, groups: pl.DataFrame) -> None:
        """groups  columns split_by, split"""
        self.groups = groups
        names: dict[str, dict[str, int]] = {}
        for split_by, split in groups.iter_rows():
            if split is not None:
                own = names.setdefault(split_by, {})
                own.setdefault(split, len(own))
        self._numbers = {("", ""): 0}
        self._places: dict[str, pl.Expr] = {"": pl.lit(0, pl.Int64)}
        for split_by, own in names.items():
            first = len(self._numbers)
            self._numbers |= {(split_by, split): first + number for split, number in own.items()}
            name = pl.col(split_by).cast(pl.String).fill_null(BLANK)
            number = name.cast(pl.Enum(list(own)), strict=False).to_physical().cast(pl.Int64)
            self._places[split_by] = (number + first) * STRIDE

    def place(self, split_by: str, month: pl.Expr) -> pl.Expr:
        """The place of each row's month and group; BEFORE_ALL for a group that is not among them."""
        if split_by not in self._places:
            return pl.lit(BEFORE_ALL, pl.Int64)
        return (self._places[split_by] + month).fill_null(BEFORE_ALL)

    def listed(self) -> list[tuple[str, str, int]]:
        """The company and all groups in their order: split_by, split, number."""
        nobody = len(self._numbers)
        groups = [("", ""), *self.groups.iter_rows()]
        return [(*group, self._numbers.get(group, nobody)) for group in groups]


def running(layers: Iterable[Layer], month: pl.Expr, numbers: Numbers) -> pl.DataFrame:
    """The sums of `value` and `n` up to each month of each group, ordered.

    layers  rows with a `value` (and an `n`, else 1 a row), each with the splits by which it is grouped;
            the first of them counts for the company as well
    month   the number of the row's month
    Columns: place (number of the group * STRIDE + month), value, n. First stands a zero, and last a
    null, for windows of which nothing is known.
    """
    parts = [ZERO]
    for rows, splits in layers:
        by = splits if len(parts) > 1 else ("", *splits)
        n = pl.lit(1, pl.Int64) if "n" not in rows.columns else COUNTED[1]
        placed = rows.select_seq(
            COUNTED[0],
            n.alias("n"),
            *[numbers.place(name, month).alias(f"at {name}") for name in by],
        )
        at = placed.columns[2:]
        if rows.height > LONG:
            placed = placed.group_by(at).agg(SUMS)
        # One grouping for all splits: a row stands once for the company and once for each split.
        parts.append(
            placed.unpivot(at, index=["value", "n"], value_name="place").select(list(EDGES))
        )
    added = pl.concat(parts).group_by("place").agg(SUMS).sort("place")
    return pl.concat([added.select(list(EDGES)), UNKNOWN]).select_seq(
        "place", pl.col("value").cum_sum(), pl.col("n").cum_sum()
    )


ZERO = pl.DataFrame({"value": [0], "n": [0], "place": [BEFORE_ALL]}, schema=EDGES)
UNKNOWN = pl.DataFrame({"value": [None], "n": [None], "place": [AFTER_ALL]}, schema=EDGES)


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells that sums of the same groups and windows have.

    keys        period, split_by, split and why the cell is missing: columns by name
    start, end  places of the first and last month of each cell; after all others where it is missing
    """

    keys: dict[str, pl.Series]
    start: pl.Series
    end: pl.Series

    def cells(self, sums: pl.DataFrame) -> pl.DataFrame:
        """Cells of running sums: a covered window without rows is 0."""
        # What was summed before the window's first month, and what was summed with its last.
        at = sums.select_seq(
            before=pl.col("place").search_sorted(self.start, side="left") - 1,
            until=pl.col("place").search_sorted(self.end, side="right") - 1,
        )
        before, until = at.get_columns()
        found = sums.select_seq(
            pl.col("value").gather(until) - pl.col("value").gather(before),
            pl.col("n").gather(until) - pl.col("n").gather(before),
        )
        exact = found.get_column("value")
        n = found.get_column("n")
        columns = {"value": exact.cast(pl.Float64), "exact": exact, "n": n, **self.keys}
        return pl.DataFrame([columns[name].alias(name) for name in SCHEMA])


def grid(windows: Sequence[Window], covered: tuple[int, int] | None, numbers: Numbers) -> Grid:
    """The company and all groups in each covered window, the company alone in the others."""
    groups = numbers.listed()
    names = [group[0] for group in groups], [group[1] for group in groups]
    places = [number * STRIDE for _, _, number in groups]
    period: list[str] = []
    split_by: list[str] = []
    split: list[str] = []
    missing: list[str | None] = []
    start: list[int] = []
    end: list[int] = []
    for window in windows:
        label, _, _, begin, until = window
        why = _missing(window, covered)
        cells = len(groups) if why is None else 1
        period += [label] * cells
        missing += [why] * cells
        split_by += names[0][:cells]
        split += names[1][:cells]
        start += [place + begin for place in places] if why is None else [AFTER_ALL]
        end += [place + until for place in places] if why is None else [AFTER_ALL]
    texts: dict[str, Sequence[str | None]] = {
        "period": period,
        "split_by": split_by,
        "split": split,
        "missing": missing,
    }
    nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(period))
    keys = {name: pl.Series(name, column, pl.String) for name, column in texts.items()}
    keys |= dict.fromkeys(("numerator", "denominator"), nothing)
    return Grid(keys, pl.Series(start, dtype=pl.Int64), pl.Series(end, dtype=pl.Int64))


def _missing(window: Window, covered: tuple[int, int] | None) -> str | None:
    """Why a window is not covered; None when it is."""
    _, first, last, _, _ = window
    if covered is None:
        return "no_data"
    if first < covered[0]:
        return "insufficient_history"
    return "partial_period" if last > covered[1] else None
