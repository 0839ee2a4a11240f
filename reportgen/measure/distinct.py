"""A shape: how many different words stand in a column of the rows of a window, sellers for example."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import BLANK, COMPANY, KEYS, cell_grid, coverage, on_grid
from reportgen.measure.shape import Facts
from reportgen.period import PeriodKind


@dataclass(frozen=True)
class Distinct:
    """The number of different words of a column: of a quarter it is no sum of its months."""

    of: Facts
    column: str

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells as of a sum: a covered window without rows has 0; n is the number itself."""
        windows = calendar.of_kinds(kinds)
        months = windows.select(
            "period", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
        ).explode("month")
        rows = self.of.rows.with_columns(pl.col("month").cast(pl.Int32)).join(months, on="month")
        number = pl.col(self.column).drop_nulls().n_unique().cast(pl.Int64)
        counted = [number.alias("value"), number.alias("n")]
        parts = [rows.group_by("period").agg(counted).with_columns(**COMPANY)]
        parts += [
            rows.group_by("period", pl.col(split).cast(pl.String).fill_null(BLANK).alias("split"))
            .agg(counted)
            .with_columns(split_by=pl.lit(split))
            for split in self.of.splits
        ]
        columns = [*KEYS, "value", "n"]
        sums = pl.concat([part.select(columns) for part in parts])
        grid = cell_grid(coverage(windows, self.of.covered), self.of.groups)
        return on_grid(sums.lazy(), grid)
