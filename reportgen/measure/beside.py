"""Two small shapes: a stated figure where there is none, and figures that stand beside another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import SCHEMA
from reportgen.measure.shape import Shape
from reportgen.period import PeriodKind


@dataclass(frozen=True)
class Else:
    """A shape's figures, or a stated one for the company where a covered window has none."""

    of: Shape
    value: float
    reason: str = "no_data"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; the stated figure has no n."""
        cells = self.of.cells(calendar, kinds)
        stated = ((pl.col("split_by") == "") & (pl.col("missing") == self.reason)).fill_null(False)
        return cells.with_columns(
            value=pl.when(stated).then(pl.lit(self.value)).otherwise(pl.col("value")),
            missing=pl.when(stated).then(None).otherwise(pl.col("missing")),
        ).select(list(SCHEMA))


@dataclass(frozen=True)
class Beside:
    """A figure with further figures of the company beside it, each a row of a split of its own."""

    of: Shape
    rows: Mapping[str, Shape]
    by: str = "part"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it and its rows stand on."""
        shapes = (self.of, *self.rows.values())
        return tuple(dict.fromkeys(table for shape in shapes for table in shape.tables))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the figure with its groups, then one a row and window."""
        result = [self.of.cells(calendar, kinds).select(list(SCHEMA))]
        for name, shape in self.rows.items():
            cells = shape.cells(calendar, kinds).filter(pl.col("split_by") == "")
            named = cells.with_columns(split_by=pl.lit(self.by), split=pl.lit(name))
            result.append(named.select(list(SCHEMA)))
        return pl.concat(result)
