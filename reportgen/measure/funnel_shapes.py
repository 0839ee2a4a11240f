"""Shapes of funnels: figures by step that are closed, and products of them by flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reportgen.measure import funnel
from reportgen.measure.books import Books, once
from reportgen.measure.calendar import Calendar
from reportgen.measure.cells import COMPANY, SCHEMA, SOURCE
from reportgen.measure.funnel import Step
from reportgen.measure.shape import Facts, Middle, Ratio, Shape, Total, no_facts
from reportgen.period import PeriodKind, last_day

BY = "step"


def last_day_of(month: pl.Expr) -> pl.Expr:
    """The last day of a month that is given as its number."""
    return pl.date(month // 12, month % 12 + 1, 1).dt.month_end()


@dataclass(frozen=True, eq=False)
class ByGroup:
    """Cells of groups that cannot be added up: the company's own says why it has none."""

    of: Shape
    empty: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells of the groups as they are; the company's missing."""
        reason = pl.lit("no_data" if self.empty else "not_meaningful")
        cells = self.of.cells(calendar, kinds).select(list(SCHEMA))
        own = pl.col("split_by") == ""
        hidden = [
            pl.when(own).then(None).otherwise(pl.col(name)).cast(dtype).alias(name)
            for name, dtype in SCHEMA.items()
            if name not in ("period", "split_by", "split", "missing")
        ]
        return cells.with_columns(
            *hidden,
            missing=pl.when(own).then(pl.col("missing").fill_null(reason)).otherwise("missing"),
        )


@dataclass(frozen=True, eq=False)
class Closed:
    """Cells of which a window's leads must have had so many days after its end.

    steps  by the last part of `split`: for how long; empty: `days` for all cells
    """

    of: Shape
    end: int
    steps: tuple[Step, ...] = ()
    days: int = 0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells; `partial_period` where the time is not over yet at the end of the report period."""
        cells = self.of.cells(calendar, kinds).select(list(SCHEMA))
        lasts = calendar.of_kinds(kinds).select("period", "last")
        days = pl.lit(self.days)
        for step in self.steps:
            days = pl.when(is_of(step)).then(step.days).otherwise(days)
        closes = last_day_of(pl.col("last")) + pl.duration(days=days)
        is_open = closes > last_day(self.end)
        return (
            cells.join(lasts, on="period", how="left")
            .with_columns(
                missing=pl.col("missing").fill_null(pl.when(is_open).then(pl.lit("partial_period")))
            )
            .with_columns(value=pl.when(pl.col("missing").is_null()).then("value"))
            .select(list(SCHEMA))
        )


def is_of(step: Step) -> pl.Expr:
    """Whether a cell is of a step, alone or within a group."""
    split = pl.col("split")
    return (split == step.label) | (
        pl.col("split_by").str.ends_with(f"+{BY}") & split.str.ends_with(f"+{step.label}")
    )


@dataclass(frozen=True, eq=False)
class Product:
    """The product of the steps of each flow: cells by `flow` from cells by `step`."""

    of: Shape
    flows: Mapping[str, tuple[Step, ...]]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells by flow and by group and flow; missing for the first step's reason that is."""
        cells = self.of.cells(calendar, kinds).select(list(SCHEMA))
        parts = [cells.filter(pl.col("split_by") == "")]
        parts += [self._of_flow(cells, flow, steps) for flow, steps in self.flows.items()]
        return pl.concat(parts)

    def _of_flow(self, cells: pl.DataFrame, flow: str, steps: tuple[Step, ...]) -> pl.DataFrame:
        rows = pl.concat(
            cells.filter(is_of(step)).with_columns(
                split_by=pl.col("split_by").str.strip_suffix(BY) + "flow",
                split=pl.col("split").str.strip_suffix(step.label) + flow,
                place=pl.lit(place),
            )
            for place, step in enumerate(steps)
        )
        missing = pl.col("missing").sort_by("place").drop_nulls().first()
        found = (
            rows.group_by("period", "split_by", "split")
            .agg(
                missing=pl.when(pl.len() < len(steps))
                .then(missing.fill_null("no_data"))
                .otherwise(missing),
                value=pl.col("value").product(),
                n=pl.col("n").sort_by("place").first(),
            )
            .with_columns(value=pl.when(pl.col("missing").is_null()).then("value"))
        )
        return pl.concat([cells.head(0), found], how="diagonal").select(list(SCHEMA))


def _cohort_facts(books: Books) -> Facts:
    rows = funnel.cohorts(books)
    if rows is None:
        nothing = no_facts("leads")
        return Facts(
            nothing.rows.with_columns(transit=pl.lit(None, pl.Int64)), (), None, nothing.tables
        )
    rows, names = funnel.crossed(rows, BY, funnel.lead_splits(books))
    rows = rows.select("month", "transit", BY, *names, SOURCE, value=pl.lit(1))
    return Facts(rows, (BY, *names), books.covered("leads"), ("leads",))


@dataclass(frozen=True, eq=False)
class Tracked:
    """Cells by step; `no_data` for steps to a stage that no lead of the file was ever in.

    Why: a stage that the system does not keep would look like a step that everybody fails.
    """

    of: Shape
    unseen: tuple[Step, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables it stands on."""
        return self.of.tables

    def cells(self, calendar: Calendar, kinds: tuple[PeriodKind, ...]) -> pl.DataFrame:
        """Cells."""
        cells = self.of.cells(calendar, kinds).select(list(SCHEMA))
        if not self.unseen:
            return cells
        lost = pl.any_horizontal([is_of(step) for step in self.unseen])
        return cells.with_columns(
            value=pl.when(~lost).then("value"),
            missing=pl.when(lost).then(pl.lit("no_data")).otherwise("missing"),
        ).select(list(SCHEMA))


@once
def unseen(books: Books) -> tuple[Step, ...]:
    """Steps to a stage that no lead was ever in."""
    rows = funnel.entries(books)
    if rows is None:
        return ()
    return tuple(
        step for step in funnel.steps(books) if rows.filter(funnel.is_goal(books, step)).is_empty()
    )


@once
def conversion(books: Books) -> Shape:
    """Share of each step's cohort that reached the next stage in time, by step."""
    facts = _cohort_facts(books)
    reached = facts.where(pl.col("transit").is_not_null())
    share = Ratio(of=Total(reached), per=Total(facts))
    steps = funnel.steps(books)
    closed = Closed(share, books.period.last, steps)
    return ByGroup(Tracked(closed, unseen(books)), empty=not steps)


@once
def conversion_of_flows(books: Books) -> Shape:
    """The product of its steps, by flow."""
    flows: dict[str, tuple[Step, ...]] = {}
    for step in funnel.steps(books):
        flows[step.flow] = (*flows.get(step.flow, ()), step)
    return Product(conversion(books), flows)


@once
def transit(books: Books) -> Shape:
    """Median days of those that reached the next stage in time, by step."""
    facts = _cohort_facts(books)
    days = pl.col("transit")
    middle = Middle(facts.where(days.is_not_null()).valued(days))
    steps = funnel.steps(books)
    return ByGroup(Closed(middle, books.period.last, steps), empty=not steps)


@once
def throughput(books: Books) -> Shape:
    """Entries into the next stage over entries into the stage, both in the window, by step."""
    rows, steps = funnel.first_entries(books), funnel.steps(books)
    if rows is None or not steps:
        return ByGroup(Ratio(Total(no_facts("leads")), Total(no_facts("leads"))), empty=True)
    both = pl.concat(
        rows.filter((pl.col("stage") == stage) & (pl.col("flow") == step.flow)).with_columns(
            side=pl.lit(side), step=pl.lit(step.label)
        )
        for step in steps
        for side, stage in (("in", step.stage), ("on", step.after))
    )
    both, names = funnel.crossed(both, BY, funnel.lead_splits(books))
    facts = Facts(
        both.select("month", "side", BY, *names, SOURCE, value=pl.lit(1)),
        (BY, *names),
        books.covered("leads"),
        ("leads",),
    )
    side = pl.col("side")
    share = Ratio(of=Total(facts.where(side == "on")), per=Total(facts.where(side == "in")))
    return ByGroup(Tracked(share, unseen(books)))


def company_only(periods: pl.DataFrame, reason: str) -> pl.DataFrame:
    """A missing cell of the company for each of these periods."""
    rows = periods.select("period", **COMPANY, missing=pl.lit(reason))
    return pl.concat([pl.DataFrame(schema=SCHEMA), rows], how="diagonal").select(list(SCHEMA))
