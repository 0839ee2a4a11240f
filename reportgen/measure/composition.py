"""Composition: what a shape computes its figure from, part by part, with label, group and half."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

import polars as pl

from reportgen.measure.activities import Load
from reportgen.measure.beside import Beside
from reportgen.measure.books import Books
from reportgen.measure.changes import Earlier, FactorChange, RatioChange
from reportgen.measure.composed import Bridge, Growth, Named, Split, Together, YearAgo
from reportgen.measure.evidence import DENOMINATOR, NUMERATOR, WHOLE
from reportgen.measure.funnel_shapes import Product
from reportgen.measure.plan import VERSION, PlanAndActual, keys, rows_of, shape_of
from reportgen.measure.plan_year import RunRateGap
from reportgen.measure.reading import Reading
from reportgen.measure.shape import MONTHS, SPANS, Facts, Formula, Given, Ratio, Shape, Take, Total
from reportgen.measure.unit_economics import OverTwelveMonths
from reportgen.period import STEP, Period, PeriodKind, parse_period

RATIO, GROWTH, FORMULA, CHOSEN = "ratio", "growth", "formula", "chosen"
NOW, BEFORE = "now", "before"
COMPANY = ("", "")
Group = tuple[str, str]


class Part(NamedTuple):
    """One part of a figure: its shape, what it is called, and the figure of it that counts.

    half  numerator, denominator, "" for a value without halves, None while nothing has said so
    """

    shape: Shape
    name: str
    label: str
    group: Group
    half: str | None


class Composition:
    """What figures of some books are composed of; cells that are asked for twice are kept."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.cells: dict[tuple[int, PeriodKind], tuple[object, pl.DataFrame]] = {}

    def parts(self, part: Part) -> tuple[str, list[Part]]:
        """How a shape computes (ratio, growth, formula, chosen), and what from."""
        shape: Any = part.shape
        label, group, half = part.label, part.group, part.half
        if isinstance(shape, OverTwelveMonths):
            label = self.period(label).trailing().label
        if isinstance(shape, Ratio):
            of, per = (NUMERATOR, DENOMINATOR) if half is None else (half, half)
            return RATIO, [
                Part(shape.of, "of", label, group, of),
                Part(shape.per, "per", label, group, per),
            ]
        if isinstance(shape, Growth):
            now, before = (NUMERATOR, DENOMINATOR) if half is None else (half, half)
            lag = dict.fromkeys(PeriodKind, shape.months)
            later, earlier = Total(shape.of, Take.LAST), Total(shape.of, Take.LAST, lag)
            return GROWTH, [
                Part(later, NOW, label, group, now),
                Part(earlier, BEFORE, label, group, before),
            ]
        if isinstance(shape, Formula):
            parts = []
            for name, inner in shape.parts.items():
                side = half_of(shape, name)
                if side is not None:
                    whose = COMPANY if name in shape.everywhere else group
                    parts.append(Part(inner, name, label, whose, side if half is None else half))
            return FORMULA, parts
        if isinstance(shape, RatioChange | FactorChange):
            return FORMULA, self._ends(shape, label, group)
        if isinstance(shape, Earlier | YearAgo):
            earlier_label = self._earlier(label, isinstance(shape, YearAgo))
            return CHOSEN, [Part(shape.of, "", earlier_label, group, half)]
        if isinstance(shape, Bridge | Split):
            split = shape if isinstance(shape, Split) else Split(shape.of, shape.order, shape.by)
            facts = split.crossed if group != COMPANY else shape.of
            if group != COMPANY and self.reading(Total(shape.of), label, group).value is not None:
                facts = shape.of
            return CHOSEN, [Part(Total(facts), "", label, group, half)]
        if isinstance(shape, Named):
            return CHOSEN, [Part(shape.of, "", label, COMPANY, half)]
        if isinstance(shape, Beside):
            if group[0] == shape.by and group[1] in shape.rows:
                return CHOSEN, [Part(shape.rows[group[1]], group[1], label, COMPANY, half)]
            return CHOSEN, [Part(shape.of, "", label, group, half)]
        if isinstance(shape, Together):
            first = next((s for s in shape.shapes if self._has(s, label, group)), shape.shapes[0])
            return CHOSEN, [Part(first, "", label, group, half)]
        if isinstance(shape, Product):
            steps = shape.flows.get(group[1].rpartition("+")[2], ())
            by = group[0].removesuffix("flow") + "step"
            head = group[1].rpartition("+")[0]
            names = [f"{head}+{step.label}" if head else step.label for step in steps]
            return FORMULA, [Part(shape.of, name, label, (by, name), half) for name in names]
        if isinstance(shape, PlanAndActual | RunRateGap):
            return FORMULA, self._planned(shape, label, group)
        if isinstance(shape, Given | Load):
            made_of = shape.made_of
            named = [group[1]] if group[1] in made_of else list(made_of)
            return FORMULA, [Part(made_of[name], name, label, group, half) for name in named]
        return self._unknown(shape, label, group, half)

    def _unknown(
        self, shape: Any, label: str, group: Group, half: str | None
    ) -> tuple[str, list[Part]]:
        """A shape that is not known here is searched by its fields: a new one needs no entry."""
        found: list[tuple[Any, str]] = []
        for field in fields(shape) if is_dataclass(shape) else ():
            value = getattr(shape, field.name)
            inner = list(value.items()) if isinstance(value, Mapping) else [(field.name, value)]
            if isinstance(value, tuple):
                inner = [(f"{field.name} {place}", v) for place, v in enumerate(value, start=1)]
            for name, one in inner:
                if isinstance(one, Facts):
                    found.append((Total(one, back=getattr(shape, "back", 0)), str(name)))
                elif is_dataclass(one) and hasattr(one, "cells") and hasattr(one, "tables"):
                    found.append((one, str(name)))
        kind = CHOSEN if len(found) == 1 else FORMULA
        return kind, [Part(one, name, label, group, half) for one, name in found]

    def _ends(self, shape: RatioChange | FactorChange, label: str, group: Group) -> list[Part]:
        """A change: the figure in the later window and in the earlier one."""
        if isinstance(shape, RatioChange):
            whole: Shape = Ratio(shape.of, shape.per)
            if group[0].endswith("+effect"):
                group = (group[0].removesuffix("+effect"), group[1].rpartition("+")[0])
        elif group[0] == shape.by:
            whole = {**shape.raising, **shape.lowering}.get(group[1], shape.whole)
            group = COMPANY
        else:
            whole = shape.whole
        before = self._earlier(label)
        return [
            Part(whole, NOW, label, group, NUMERATOR),
            Part(whole, BEFORE, before, group, DENOMINATOR),
        ]

    def _planned(self, shape: PlanAndActual | RunRateGap, label: str, group: Group) -> list[Part]:
        """The actual figure of a key of the plan and the plan's rows; none where no key is asked."""
        version = shape.version if isinstance(shape, PlanAndActual) else VERSION
        key = keys(self.books, version).get(group[1]) if group[0] == "key" else None
        if key is None:
            return []
        period = self.period(label)
        kinds = SPANS if key.metric is None else key.metric.kinds
        if isinstance(shape, RunRateGap):
            period = period.year_to_date()
        if kinds == MONTHS:
            period = period.last_month()
        elif PeriodKind.MONTH not in kinds and PeriodKind.TRAILING in kinds:
            period = period.trailing()
        plan = Total(rows_of(self.books, key.name, version))
        planned = Part(plan, "plan", label, COMPANY, None)
        actual = Part(shape_of(self.books, key), "actual", period.label, COMPANY, None)
        side = getattr(shape, "side", "")
        return [planned] if side == "plan" else [actual] if side == "actual" else [actual, planned]

    # --- figures

    def period(self, label: str) -> Period:
        """The period of a label."""
        return parse_period(label, self.books.pack.company.fiscal_year_start)

    def _earlier(self, label: str, a_year: bool = False) -> str:
        period = self.period(label)
        step = 12 if a_year else STEP.get(period.kind, period.length)
        return period.shifted(-step).label

    def _found(self, shape: Shape, label: str, group: Group) -> dict[str, Any] | None:
        kind = self.period(label).kind
        key = (id(shape), kind)
        if key not in self.cells:
            # The shape is kept too: the number of one that is gone may become another one's.
            self.cells[key] = (shape, shape.cells(self.books.calendar, (kind,)))
        cells = self.cells[key][1]
        rows = cells.filter(
            pl.col("period") == label, pl.col("split_by") == group[0], pl.col("split") == group[1]
        )
        return rows.row(0, named=True) if rows.height else None

    def _has(self, shape: Shape, label: str, group: Group) -> bool:
        return self._found(shape, label, group) is not None

    def reading(self, shape: Shape, label: str, group: Group) -> Reading:
        """The figure of a shape, `no_data` where it has none of the kind."""
        cell = self._found(shape, label, group)
        split_by, split = group
        if cell is None:
            return Reading("", label, None, split_by=split_by, split=split)
        names = ("value", "exact", "numerator", "denominator", "n", "missing")
        return Reading(
            "", label, split_by=split_by, split=split, **{name: cell[name] for name in names}
        )


def half_of(formula: Formula, name: str) -> str | None:
    """The half that a part stands in, "" for the value alone, None for what is only looked at."""
    places = (
        (NUMERATOR, formula.numerator),
        (DENOMINATOR, formula.denominator),
        (WHOLE, formula.value),
    )
    for half, expression in places:
        if expression is not None:
            roots = expression.meta.root_names()
            if name in {root.partition(".")[0] for root in roots}:
                return half
    return None
