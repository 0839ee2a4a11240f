"""The reporting windows of the loaded history, as frames that facts are joined to.

A month is its number (year * 12 + month - 1, see `reportgen.period`); a window is a label with the months
that it takes in. Every metric computes all windows in one pass by joining to these frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from reportgen.period import Period, PeriodKind, periods_within

Lag = Mapping[PeriodKind, int]
NO_LAG: Lag = {}


def month_column(name: str = "month") -> pl.Expr:
    """A date as the number of its month."""
    day = pl.col(name)
    return (day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1).cast(pl.Int32)


@dataclass(frozen=True)
class Calendar:
    """All windows that touch the months `first` to `last` of the loaded history."""

    first: int
    last: int
    fiscal_year_start: int = 1

    @cached_property
    def periods(self) -> list[Period]:
        """Months, quarters, fiscal years, trailing windows; the running fiscal year to date."""
        return [*periods_within(self.first, self.last, self.fiscal_year_start), *self._to_date]

    @property
    def _to_date(self) -> list[Period]:
        month = Period(self.last, self.last, PeriodKind.MONTH, self.fiscal_year_start)
        return [month.year_to_date()]

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What shapes have computed for these windows already."""
        return {}

    @cached_property
    def windows(self) -> pl.DataFrame:
        """One row a window: period, kind, first, last (month numbers)."""
        return pl.DataFrame(
            [(p.label, p.kind.value, p.first, p.last) for p in self.periods],
            schema={"period": pl.String, "kind": pl.String, "first": pl.Int32, "last": pl.Int32},
            orient="row",
        )

    @cached_property
    def number_of_label(self) -> pl.Expr:
        """Which of the windows the label in a column `period` names, as a number."""
        labels = pl.Enum(list(dict.fromkeys(period.label for period in self.periods)))
        return pl.col("period").cast(labels, strict=False).to_physical().cast(pl.Int64)

    def of_kinds(self, kinds: tuple[PeriodKind, ...], lag: Lag = NO_LAG) -> pl.DataFrame:
        """Windows of some kinds; first and last moved back by the lag of their kind, in months."""
        key = ("windows", kinds, tuple(sorted((kind.value, m) for kind, m in lag.items())))
        if key not in self.memory:
            self.memory[key] = self._of_kinds(kinds, lag)
        windows: pl.DataFrame = self.memory[key]
        return windows

    def _of_kinds(self, kinds: tuple[PeriodKind, ...], lag: Lag) -> pl.DataFrame:
        moved = pl.lit(0, pl.Int32)
        for kind, months in lag.items():
            moved = pl.when(pl.col("kind") == kind.value).then(months).otherwise(moved)
        return self.windows.filter(
            pl.col("kind").is_in([kind.value for kind in kinds])
        ).with_columns(
            first=pl.col("first") - moved.cast(pl.Int32), last=pl.col("last") - moved.cast(pl.Int32)
        )
