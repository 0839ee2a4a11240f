"""The shapes: how facts become figures for every window and every split in one pass.

A metric hands over facts (rows with a month, a value and whatever columns its table has) and says which
shape they have. Grouping, joining, dividing, lags and missing reasons are done here, once for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

import polars as pl

from reportgen.measure.calendar import NO_LAG, Calendar, Lag
from reportgen.measure.cells import (
    BLANK,
    COMPANY,
    EXACT,
    KEYS,
    SCHEMA,
    cells_from,
    coverage,
    joined,
    on_grid,
    spread,
)
from reportgen.period import PeriodKind

MONTHS = (PeriodKind.MONTH,)
SPANS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.TRAILING)


class Shape(Protocol):
    """Anything that can compute its cells for some kinds of windows."""

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """A frame of cells, see `reportgen.measure.cells`."""
        ...

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        ...


class Take(Enum):
    """Which months of a window count."""

    SUM = "sum of its months"
    LAST = "its last month"
    OPENING = "the month before its first"


@dataclass(frozen=True)
class Facts:
    """Rows to be summed: `month` (number) or `period` (label), `value` exact, optional `n`, splits.

    splits   columns by which the rows may be grouped
    covered  first and last month that the export covers, None when there is no such export
    finer    the same facts at a finer grain, for splits that only exist there (product line)
    """

    rows: pl.DataFrame
    splits: tuple[str, ...]
    covered: tuple[int, int] | None
    tables: tuple[str, ...]
    finer: Facts | None = None

    @property
    def counted(self) -> pl.DataFrame:
        """The rows with an exact `value` and an `n`: 1 a row where the metric gave none."""
        rows = self.rows
        if "n" not in rows.columns:
            rows = rows.with_columns(n=pl.lit(1, pl.Int64))
        return rows.with_columns(pl.col("value").cast(EXACT), pl.col("n").cast(pl.Int64))

    def where(self, condition: pl.Expr) -> Facts:
        """Only the rows that fulfil a condition."""
        finer = None if self.finer is None else self.finer.where(condition)
        return Facts(self.rows.filter(condition), self.splits, self.covered, self.tables, finer)


def no_facts(*tables: str, columns: tuple[str, ...] = ()) -> Facts:
    """What a metric hands over when the pack lacks the table; `columns` it may still filter by."""
    texts = dict.fromkeys(columns, pl.String)
    rows = pl.DataFrame(schema={"month": pl.Int32, "value": EXACT, **texts})
    return Facts(rows, (), None, tables)


@dataclass(frozen=True)
class Total:
    """A sum over the window, or the state in its last (or the preceding) month."""

    of: Facts
    take: Take = Take.SUM
    lag: Lag = field(default_factory=lambda: NO_LAG)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the sums, with `exact` set."""
        windows = calendar.of_kinds(kinds, self.lag)
        if self.take is Take.OPENING:
            windows = windows.with_columns(first=pl.col("first") - 1, last=pl.col("first") - 1)
        elif self.take is Take.LAST:
            windows = windows.with_columns(first=pl.col("last"))
        sums = self._sums(self.of, windows)
        if self.of.finer is not None:
            finer = self._sums(self.of.finer, windows)
            own = ["", *self.of.splits]
            sums = pl.concat([sums, finer.filter(~pl.col("split_by").is_in(own))])
        return on_grid(sums, coverage(windows, self.of.covered))

    def _sums(self, facts: Facts, windows: pl.DataFrame) -> pl.DataFrame:
        rows = facts.counted
        if "period" in rows.columns:
            return spread(rows, ["period"], facts.splits)
        by_month = spread(rows, ["month"], facts.splits)
        months = windows.select(
            "period", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
        ).explode("month")
        return (
            by_month.with_columns(pl.col("month").cast(pl.Int32))
            .join(months, on="month")
            .group_by(KEYS)
            .agg(pl.col("value").sum(), pl.col("n").sum())
        )


@dataclass(frozen=True)
class Formula:
    """Any formula over parts: expressions in the parts' names over one row a window and split.

    everywhere  parts that are the company's rates and stand for every group on purpose
    reasons     conditions, in order, under which the figure is missing, with the reason
    """

    parts: Mapping[str, Shape]
    value: pl.Expr
    numerator: pl.Expr | None = None
    denominator: pl.Expr | None = None
    n: pl.Expr | None = None
    reasons: tuple[tuple[pl.Expr, str], ...] = ()
    everywhere: frozenset[str] = frozenset()
    exact: pl.Expr | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that its parts stand on."""
        return tuple(dict.fromkeys(t for part in self.parts.values() for t in part.tables))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; a figure is missing for the first of its parts' reasons, then for its own."""
        parts = {name: part.cells(calendar, kinds) for name, part in self.parts.items()}
        table = joined(parts, self.everywhere)
        missing = pl.coalesce([pl.col(f"{name}.missing") for name in self.parts])
        for condition, reason in self.reasons:
            missing = missing.fill_null(pl.when(condition).then(pl.lit(reason)))
        return cells_from(
            table,
            self.value,
            missing,
            numerator=self.numerator,
            denominator=self.denominator,
            n=self.n,
            exact=self.exact,
        )


@dataclass(frozen=True)
class Ratio:
    """One shape over another.

    when_zero, when_negative  the missing reason for such a denominator
    times                     a factor: 100 for points, 12 for a year
    """

    of: Shape
    per: Shape
    when_zero: str = "div_zero"
    when_negative: str = "not_meaningful"
    times: float = 1.0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that its halves stand on."""
        return tuple(dict.fromkeys([*self.of.tables, *self.per.tables]))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells with both halves; n is the denominator's."""
        of, per = pl.col("of"), pl.col("per")
        return Formula(
            {"of": self.of, "per": self.per},
            value=of / per * self.times,
            numerator=of,
            denominator=per,
            n=pl.coalesce("per.n", "of.n"),
            reasons=((per == 0, self.when_zero), (per < 0, self.when_negative)),
        ).cells(calendar, kinds)


@dataclass(frozen=True)
class Growth:
    """The state at the end of a window against the state so many months earlier, minus one."""

    of: Facts
    months: int
    floor: float = 0.0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; the halves are the later and the earlier state."""
        now, before = pl.col("now"), pl.col("before")
        lag = dict.fromkeys(kinds, self.months)
        return Formula(
            {"now": Total(self.of, Take.LAST), "before": Total(self.of, Take.LAST, lag)},
            value=now / before - 1,
            numerator=now,
            denominator=before,
            n=pl.col("now.n"),
            reasons=(
                (before == 0, "div_zero"),
                (before < max(self.floor, 0), "not_meaningful"),
            ),
        ).cells(calendar, kinds)


@dataclass(frozen=True)
class Bridge:
    """Named movements that lead from an opening to a closing balance.

    of     facts with a column `movement`; losses are negative
    order  the movements as they stand in the bridge; each is there in every window, 0 included
    """

    of: Facts
    order: tuple[str, ...]
    by: str = "movement"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells: the net as the company's figure, each movement, each movement of each group."""
        net = Total(self.of).cells(calendar, kinds)
        result = [net]
        for movement in self.order:
            cells = Total(self.of.where(pl.col(self.by) == movement)).cells(calendar, kinds)
            if movement != self.order[0]:
                cells = cells.filter(pl.col("missing").is_null())
            alone = pl.col("split_by") == ""
            result.append(
                cells.with_columns(
                    split_by=pl.when(alone)
                    .then(pl.lit(self.by))
                    .otherwise(pl.col("split_by") + f"+{self.by}"),
                    split=pl.when(alone)
                    .then(pl.lit(movement))
                    .otherwise(pl.col("split") + f"+{movement}"),
                ).filter(pl.col("missing").is_null())
            )
        return pl.concat(result)


@dataclass(frozen=True)
class Middle:
    """The median (or mean) of single values: days of a cycle, months of a term, sizes of deals.

    empty  the missing reason of a covered window without any value
    """

    of: Facts
    mean: bool = False
    empty: str = "no_data"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; a mean carries its sum and its count as halves."""
        windows = calendar.of_kinds(kinds)
        months = windows.select(
            "period", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
        ).explode("month")
        rows = self.of.counted.filter(pl.col("value").is_not_null())
        rows = rows.with_columns(pl.col("month").cast(pl.Int32)).join(months, on="month")
        sums = [
            pl.col("value").sum().cast(pl.Float64).alias("sum"),
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("value").cast(pl.Float64).median().alias("median"),
        ]
        parts = [rows.group_by("period").agg(sums).with_columns(**COMPANY)]
        parts += [
            rows.group_by("period", pl.col(split).fill_null(BLANK).alias("split"))
            .agg(sums)
            .with_columns(split_by=pl.lit(split))
            for split in self.of.splits
        ]
        columns = [*KEYS, "sum", "n", "median"]
        table = pl.concat([part.select(columns) for part in parts])
        covered = coverage(windows, self.of.covered)
        company = covered.with_columns(**COMPANY).join(table, on=KEYS, how="left")
        groups = table.filter(pl.col("split_by") != "").join(
            covered.filter(pl.col("missing").is_null()), on="period"
        )
        both = pl.concat([company.select([*columns, "missing"]), groups.select([*columns, "missing"])])
        halves = (
            {"numerator": pl.col("sum"), "denominator": pl.col("n")} if self.mean else {}
        )
        return cells_from(
            both,
            pl.col("sum") / pl.col("n") if self.mean else pl.col("median"),
            pl.col("missing").fill_null(pl.when(pl.col("n").is_null()).then(pl.lit(self.empty))),
            n=pl.when(pl.col("missing").is_null()).then(pl.col("n").fill_null(0)),
            **halves,
        )


@dataclass(frozen=True)
class Given:
    """Cells that a metric has computed itself, for shapes that only it has (cohorts, ranks)."""

    frame: pl.DataFrame
    tables: tuple[str, ...]

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """The given cells, of the wanted kinds of windows."""
        periods = calendar.of_kinds(kinds).select("period")
        for name, dtype in SCHEMA.items():
            assert name in self.frame.columns, f"given cells lack {name} ({dtype})"
        return self.frame.select(list(SCHEMA)).join(periods, on="period", how="semi")
