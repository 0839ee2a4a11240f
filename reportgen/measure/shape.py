"""The shapes: how facts become figures for every window and every split in one pass.

A metric hands over facts (rows with a month, a value and whatever columns its table has) and says which
shape they have. Grouping, joining, dividing, lags and missing reasons are done here, once for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
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
    lacking,
)
from reportgen.measure.running import Layer, Numbers, Window, grid, running
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


@dataclass(frozen=True, eq=False)
class Facts:
    """Rows to be summed: `month` (number) or `period` (label), `value` exact, optional `n`, splits.

    splits   columns by which the rows may be grouped
    covered  first and last month that the export covers, None when there is no such export
    finer    the same facts at a finer grain, for splits that only exist there (product line)
    known    groups (split_by, split) that exist even where no row is left of them: they count 0
    detail   where `rows` are sums already: what they sum, one row a customer, with the same columns;
             collected only when somebody asks which rows a figure stands on
    """

    rows: pl.DataFrame
    splits: tuple[str, ...]
    covered: tuple[int, int] | None
    tables: tuple[str, ...]
    finer: Facts | None = None
    known: pl.DataFrame | None = None
    detail: pl.LazyFrame | None = None

    @cached_property
    def groups(self) -> pl.DataFrame:
        """All groups of all splits, those of `finer` among them: split_by, split."""
        if self.known is not None:
            return self.known
        names = self.rows.select_seq(
            pl.col(split).cast(pl.String).fill_null(BLANK).unique().implode()
            for split in self.splits
        )
        found = [(name, split) for name in self.splits for split in sorted(names[name].item())]
        own = pl.DataFrame(found, schema={"split_by": pl.String, "split": pl.String}, orient="row")
        if self.finer is None:
            return own
        return pl.concat([own, self.finer.groups.filter(~pl.col("split_by").is_in(self.splits))])

    @cached_property
    def _derived(self) -> dict[tuple[str, bytes], Facts]:
        return {}

    def layers(self) -> Iterator[Layer]:
        """What its sums are added up from: its own rows by its splits, then those of finer grain."""
        facts, taken = self, set[str]()
        while True:
            yield facts.rows, tuple(name for name in facts.splits if name not in taken)
            taken.update(facts.splits)
            if facts.finer is None:
                return
            facts = facts.finer

    @property
    def counted(self) -> pl.DataFrame:
        """The rows with an exact `value` and an `n`: 1 a row where the metric gave none."""
        rows = self.rows
        if "n" not in rows.columns:
            rows = rows.with_columns(n=pl.lit(1, pl.Int64))
        return rows.with_columns(pl.col("value").cast(EXACT), pl.col("n").cast(pl.Int64))

    def where(self, condition: pl.Expr) -> Facts:
        """Only the rows that fulfil a condition; a group that none of them belongs to counts 0."""
        key = ("where", condition.meta.serialize())
        if key not in self._derived:
            finer = None if self.finer is None else self.finer.where(condition)
            rows = self.rows.filter(condition)
            detail = None if self.detail is None else self.detail.filter(condition)
            self._derived[key] = Facts(
                rows, self.splits, self.covered, self.tables, finer, self.groups, detail
            )
        return self._derived[key]

    def valued(self, value: pl.Expr) -> Facts:
        """The same rows with another value."""
        key = ("valued", value.meta.serialize())
        if key not in self._derived:
            finer = None if self.finer is None else self.finer.valued(value)
            rows = self.rows.with_columns(value=value)
            detail = None if self.detail is None else self.detail.with_columns(value=value)
            self._derived[key] = Facts(
                rows, self.splits, self.covered, self.tables, finer, self.groups, detail
            )
        return self._derived[key]

    def without(self, *splits: str) -> Facts:
        """The same rows, which may no longer be grouped by some columns."""
        key = ("without", repr(splits).encode())
        if key not in self._derived:
            kept = tuple(name for name in self.splits if name not in splits)
            finer = None if self.finer is None else self.finer.without(*splits)
            groups = self.groups.filter(~pl.col("split_by").is_in(splits))
            self._derived[key] = replace(self, splits=kept, finer=finer, known=groups)
        return self._derived[key]

    @cached_property
    def of_company(self) -> Facts:
        """The same rows, for the company alone."""
        return Facts(self.rows, (), self.covered, self.tables, detail=self.detail)


def no_facts(*tables: str, columns: tuple[str, ...] = ()) -> Facts:
    """What a metric hands over when the pack lacks the table; `columns` it may still filter by."""
    texts = dict.fromkeys(columns, pl.String)
    rows = pl.DataFrame(schema={"month": pl.Int32, "value": EXACT, **texts})
    return Facts(rows, (), None, tables)


@dataclass(frozen=True)
class Total:
    """A sum over the window, or the state in its last (or the preceding) month.

    lag   how many months earlier the window is taken, by its kind
    back  not 0: so many months that end with the window, whatever its own length
    """

    of: Facts
    take: Take = Take.SUM
    lag: Lag = field(default_factory=lambda: NO_LAG)
    back: int = 0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the sums, with `exact` set; the same total of the same facts is taken once."""
        lag = tuple(sorted((kind.value, months) for kind, months in self.lag.items()))
        key = (self.of, self.take, lag, self.back, kinds)
        if key not in calendar.memory:
            calendar.memory[key] = self._cells(calendar, kinds)
        found: pl.DataFrame = calendar.memory[key]
        return found

    def _cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        facts, memory = self.of, calendar.memory
        # Facts that were taken from the same facts share their groups: one numbering, one grid. It is
        # kept with them: the number of a frame that is gone may become another one's.
        groups = id(facts.groups)
        if ("numbers", groups) not in memory:
            memory["numbers", groups] = Numbers(facts.groups)
        numbers: Numbers = memory["numbers", groups]
        by_label = "period" in facts.rows.columns
        if ("running", facts) not in memory:
            month = calendar.number_of_label if by_label else pl.col("month")
            memory["running", facts] = running(facts.layers(), month, numbers)
        key = (self.take, tuple(self.lag.items()), self.back, kinds, by_label)
        of_groups = ("grid", key, facts.covered, groups)
        if of_groups not in memory:
            if ("windows", key) not in memory:
                memory["windows", key] = self._summed(calendar, kinds, by_label)
            memory[of_groups] = grid(memory["windows", key], facts.covered, numbers)
        found: pl.DataFrame = memory[of_groups].cells(memory["running", facts])
        return found

    def _summed(
        self, calendar: Calendar, kinds: tuple[PeriodKind, ...], by_label: bool
    ) -> list[Window]:
        """Its windows, each with what is summed: its months, or the window itself by its label."""
        windows = self.windows(calendar, kinds)
        ends = [calendar.number_of_label] * 2 if by_label else [pl.col("first"), pl.col("last")]
        return windows.select("period", "first", "last", begin=ends[0], end=ends[1]).rows()

    def windows(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """The months that it takes in, by window: period, kind, first, last; lag and take applied."""
        windows = calendar.of_kinds(kinds, self.lag)
        if self.back:
            windows = windows.with_columns(first=pl.col("last") - (self.back - 1))
        if self.take is Take.OPENING:
            windows = windows.with_columns(first=pl.col("first") - 1, last=pl.col("first") - 1)
        elif self.take is Take.LAST:
            windows = windows.with_columns(first=pl.col("last"))
        return windows


@dataclass(frozen=True, eq=False)
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
        """Cells; a figure is missing for its parts' reasons, see `lacking`, then for its own.

        The same formula is worked out once.
        """
        if (self, kinds) not in calendar.memory:
            calendar.memory[self, kinds] = self._cells(calendar, kinds)
        found: pl.DataFrame = calendar.memory[self, kinds]
        return found

    def _cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        parts = {name: part.cells(calendar, kinds) for name, part in self.parts.items()}
        table = joined(parts, self.everywhere)
        missing = lacking(self.parts)
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
    when_of_negative          the missing reason for a numerator below zero, if that is one
    """

    of: Shape
    per: Shape
    when_zero: str = "div_zero"
    when_negative: str = "not_meaningful"
    times: float = 1.0
    when_of_negative: str | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that its halves stand on."""
        return tuple(dict.fromkeys([*self.of.tables, *self.per.tables]))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells with both halves; n is the denominator's."""
        of, per = pl.col("of"), pl.col("per")
        reasons = [(per == 0, self.when_zero), (per < 0, self.when_negative)]
        if self.when_of_negative:
            reasons.append((of < 0, self.when_of_negative))
        return Formula(
            {"of": self.of, "per": self.per},
            value=of / per * self.times,
            numerator=of,
            denominator=per,
            n=pl.coalesce("per.n", "of.n"),
            reasons=tuple(reasons),
        ).cells(calendar, kinds)


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
        """Cells; a mean carries its sum and its count as halves. The same ones are taken once."""
        if (self, kinds) not in calendar.memory:
            calendar.memory[self, kinds] = self._cells(calendar, kinds)
        found: pl.DataFrame = calendar.memory[self, kinds]
        return found

    def _cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        windows = calendar.of_kinds(kinds)
        months = windows.select(
            "period", month=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32)
        ).explode("month")
        rows = self.of.counted.filter(pl.col("value").is_not_null())
        rows = rows.with_columns(pl.col("month").cast(pl.Int32)).join(months, on="month")
        splits = self.of.splits
        # One grouping for all splits: a row stands once for the company and once for each split.
        table = (
            rows.select("period", "value", pl.lit("").alias(""), pl.col(splits).fill_null(BLANK))
            .unpivot(
                ["", *splits],
                index=["period", "value"],
                variable_name="split_by",
                value_name="split",
            )
            .group_by(KEYS)
            .agg(
                pl.col("value").sum().cast(pl.Float64).alias("sum"),
                pl.len().cast(pl.Int64).alias("n"),
                pl.col("value").cast(pl.Float64).median().alias("median"),
            )
        )
        columns = [*KEYS, "sum", "n", "median"]
        covered = coverage(windows, self.of.covered)
        company = covered.with_columns(**COMPANY).join(table, on=KEYS, how="left")
        groups = table.filter(pl.col("split_by") != "").join(
            covered.filter(pl.col("missing").is_null()), on="period"
        )
        both = pl.concat(
            [company.select([*columns, "missing"]), groups.select([*columns, "missing"])]
        )
        halves = {"numerator": pl.col("sum"), "denominator": pl.col("n")} if self.mean else {}
        return cells_from(
            both,
            pl.col("sum") / pl.col("n") if self.mean else pl.col("median"),
            pl.col("missing").fill_null(pl.when(pl.col("n").is_null()).then(pl.lit(self.empty))),
            n=pl.when(pl.col("missing").is_null()).then(pl.col("n").fill_null(0)),
            **halves,
        )


@dataclass(frozen=True)
class Given:
    """Cells that a metric has computed itself, for shapes that only it has (cohorts, ranks).

    made_of  the sums that it was computed from, by name, for whoever asks which rows those are
    """

    frame: pl.DataFrame
    tables: tuple[str, ...]
    made_of: Mapping[str, Shape] = field(default_factory=dict)

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """The given cells, of the wanted kinds of windows."""
        periods = calendar.of_kinds(kinds).select("period")
        for name, dtype in SCHEMA.items():
            assert name in self.frame.columns, f"given cells lack {name} ({dtype})"
        return self.frame.select(list(SCHEMA)).join(periods, on="period", how="semi")
