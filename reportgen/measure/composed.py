"""Shapes made of other shapes: growth, the parts of a sum, a bridge, the same window a year ago."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import BLANK, COMPANY, SCHEMA
from reportgen.measure.shape import Facts, Formula, Shape, Take, Total
from reportgen.period import PeriodKind


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
            value=(now - before) / before,
            numerator=now,
            denominator=before,
            n=pl.col("now.n"),
            reasons=(
                (before == 0, "div_zero"),
                (before < max(self.floor, 0), "not_meaningful"),
            ),
        ).cells(calendar, kinds)


@dataclass(frozen=True)
class Split:
    """Facts by the words of one column, alone and within each group: movement, segment+movement.

    order  the words as they stand in a table; each is there in every window, 0 included
    """

    of: Facts
    order: tuple[str, ...]
    by: str

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of each word and of each word of each group; none in windows that are missing."""
        cells = Total(self.crossed).cells(calendar, kinds)
        return cells.filter(pl.col("split_by") != "")

    @property
    def crossed(self) -> Facts:
        """The facts with a column a split: the word alone, and joined to each group."""
        words = pl.DataFrame({"word": self.order})
        alone = words.select(split_by=pl.lit(self.by), split="word")
        within = self.of.groups.join(words, how="cross").select(
            split_by=pl.col("split_by") + f"+{self.by}",
            split=pl.col("split") + "+" + pl.col("word"),
        )
        finer = None if self.of.finer is None else self._cross(self.of.finer, ())
        crossed = self._cross(self.of, (self.by,))
        return replace(crossed, finer=finer, known=pl.concat([alone, within]))

    def _cross(self, facts: Facts, alone: tuple[str, ...]) -> Facts:
        names = {f"{split}+{self.by}": split for split in facts.splits}
        rows = facts.rows.filter(pl.col(self.by).is_in(self.order)).with_columns(
            (pl.col(split).cast(pl.String).fill_null(BLANK) + "+" + pl.col(self.by)).alias(name)
            for name, split in names.items()
        )
        return Facts(rows, (*alone, *names), facts.covered, facts.tables)


@dataclass(frozen=True)
class Together:
    """The cells of several shapes: a figure and what it is made of."""

    shapes: tuple[Shape, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that they stand on."""
        return tuple(dict.fromkeys(t for shape in self.shapes for t in shape.tables))

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """All cells, one shape after the other."""
        return pl.concat([shape.cells(calendar, kinds) for shape in self.shapes])


@dataclass(frozen=True)
class Named:
    """The company's cells of a shape as one group of a split: growth over 3, 6, 12 months."""

    of: Shape
    split_by: str
    split: str

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of that group; where it is missing, the reason stands there too."""
        company = self.of.cells(calendar, kinds).filter(pl.col("split_by") == "")
        return company.with_columns(split_by=pl.lit(self.split_by), split=pl.lit(self.split))


def earlier_cells(
    of: Shape, calendar: Calendar, kinds: tuple[PeriodKind, ...], step: pl.Expr
) -> pl.DataFrame:
    """Cells of a shape so many months earlier, under the later window's label.

    insufficient_history where the loaded history has no such window.
    """
    windows = calendar.of_kinds(kinds)
    later = windows.select("kind", pl.col("first", "last") + step, before="period")
    labels = windows.join(later, on=["kind", "first", "last"], how="left")
    cells = of.cells(calendar, kinds).rename({"period": "before"})
    found = labels.select("period", "before").join(cells, on="before").select(list(SCHEMA))
    unknown = labels.filter(pl.col("before").is_null()).select(
        "period", **COMPANY, missing=pl.lit("insufficient_history")
    )
    return pl.concat([found, unknown], how="diagonal")


@dataclass(frozen=True)
class YearAgo:
    """The cells of a shape for the same window a year earlier."""

    of: Shape

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells under the later window's label; insufficient_history where there is no earlier one."""
        return earlier_cells(self.of, calendar, kinds, pl.lit(12, pl.Int32))


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
        parts = Split(self.of, self.order, self.by)
        return Together((Total(self.of), parts)).cells(calendar, kinds)
