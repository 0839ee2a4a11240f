"""Trace: a figure walked down to its rows, step by step, along the shape that it was computed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl

from reportgen.measure.books import DAYS, TIMELESS, Books
from reportgen.measure.calendar import month_column
from reportgen.measure.cells import EXACT, SOURCE
from reportgen.measure.composition import COMPANY, FORMULA, Composition, Part
from reportgen.measure.distinct import Distinct
from reportgen.measure.evidence import WHOLE, Stretch, gather
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.measure.shape import Middle, Take, Total

SUM, STATE, MEDIAN, MEAN, DISTINCT = "sum", "state", "median", "mean", "distinct"
TABLE = "table"


@dataclass(frozen=True)
class Step:
    """One step of the walk: a figure, by what kind of shape, and what that was made of.

    name     what the formula above calls it, "" for the figure that was asked for
    half     the half of the figure above that it belongs to, "" for none
    kind     how it was computed: sum, state, median, mean, distinct, ratio, growth, formula ...
    reading  its value, halves and n, or why there is none
    stretch  the rows that it was made of, where it is made of rows and no further step
    """

    name: str
    half: str
    kind: str
    reading: Reading
    tables: tuple[str, ...]
    stretch: Stretch | None = None
    parts: tuple[Step, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether its rows come to its value, to the last digit of the decimals."""
        stretch, value = self.stretch, self.reading.exact
        return stretch is not None and value is not None and stretch.exact == value

    def steps(self) -> Iterator[Step]:
        """It and all that it is made of, from the top down."""
        yield self
        for part in self.parts:
            yield from part.steps()


def trace(metric: Metric, books: Books, label: str, split_by: str = "", split: str = "") -> Step:
    """The walk of a metric's figure under a period's label, of the company or of a group."""
    walk = _Walk(books)
    return walk.step(Part(metric.measure(books), "", label, (split_by, split), None))


def evidence(metric: Metric, books: Books, label: str) -> list[Stretch]:
    """The rows behind the company's figure of a metric, half by half, each of them once."""
    found: dict[tuple[object, ...], Stretch] = {}
    for step in trace(metric, books, label).steps():
        stretch = step.stretch
        if stretch is not None and step.kind != TABLE:
            key = (stretch.half, id(stretch.facts), stretch.first, stretch.last, stretch.exact)
            found.setdefault(key, stretch)
    return list(found.values())


class _Walk(Composition):
    """One walk; cells that two steps ask for are computed once."""

    def __init__(self, books: Books) -> None:
        super().__init__(books)
        self.stretches: dict[tuple[object, ...], Stretch | None] = {}

    def step(self, part: Part, path: tuple[str, ...] = ()) -> Step:
        """The step of a part; `path` are the names of all those above it."""
        shape, name, label, group, half = part
        path = (*path, name) if name else path
        reading = self.reading(shape, label, group)
        own = Step(name, half or WHOLE, FORMULA, reading, shape.tables)
        if isinstance(shape, Total):
            kind = SUM if shape.take is Take.SUM else STATE
            rows = self._rows(part, path)
            return replace(own, kind=kind, stretch=rows, reading=self._summed(own, shape, rows))
        if isinstance(shape, Middle | Distinct):
            kind = DISTINCT if isinstance(shape, Distinct) else MEAN if shape.mean else MEDIAN
            return replace(
                own, kind=kind, stretch=self._rows(part._replace(shape=Total(shape.of)), path)
            )
        kind, inner = self.parts(part)
        if len(inner) == 1:
            # A shape that only picks, names or guards: what it picked is the step.
            (picked,) = inner
            step = self.step(picked._replace(name=name or picked.name), path[:-1] if name else path)
            if _same(step.reading, reading):
                return replace(step, name=name, half=half or step.half)
            return replace(own, kind=kind, parts=(replace(step, name=picked.name),))
        steps = tuple(self.step(one, path) for one in inner)
        return replace(own, kind=kind, parts=steps or self._tables(own, label))

    def _tables(self, step: Step, label: str) -> tuple[Step, ...]:
        """For a figure that is no sum of anything: the rows of its tables in its months."""
        period, dataset = self.period(label), self.books.dataset
        found = []
        for table in step.tables:
            if not dataset.has(table):
                continue
            frame = dataset.tables[table]
            days = [name for name in DAYS if name in frame.columns and table not in TIMELESS]
            rows = frame.select(SOURCE, value=pl.lit(None, EXACT))
            if days:
                month = pl.coalesce(month_column(day) for day in days)
                rows = rows.with_columns(frame.select(month=month))
                rows = rows.filter(pl.col("month").is_between(period.first, period.last))
            span = (period.first, period.last)
            stretch = Stretch(step.half, (table,), (table,), *span, 0, Decimal(0), rows, self.books)
            reading = Reading("", label, None)
            found.append(Step(table, step.half, TABLE, reading, (table,), stretch))
        return tuple(found)

    def _summed(self, step: Step, total: Total, rows: Stretch | None) -> Reading:
        """The reading of a sum; of a group that the figure above does not keep, that of its rows."""
        own = step.reading
        if rows is None or own.value is not None or own.split_by == "":
            return own
        company = self.reading(total, own.period, COMPANY)
        if rows.whole or company.missing is not None:
            return company
        return replace(own, value=rows.total, exact=rows.exact, missing=None)

    def _rows(self, part: Part, path: tuple[str, ...]) -> Stretch | None:
        total, _, label, group, half = part
        assert isinstance(total, Total)
        period = self.period(label)
        windows = total.windows(self.books.calendar, (period.kind,))
        window = windows.filter(pl.col("period") == label)
        if window.is_empty():
            return None
        first, last = int(window["first"][0]), int(window["last"][0])
        key = (id(total.of), label, group, half, first, last)
        if key not in self.stretches:
            self.stretches[key] = gather(
                total.of,
                self.books,
                label,
                (first, last),
                group,
                half=half or WHOLE,
                part=path,
                lag=period.last - last,
            )
        return self.stretches[key]


def _same(one: Reading, other: Reading) -> bool:
    """Whether two readings are one figure."""
    both = (one, other)
    first, second = ((r.period, r.value, r.numerator, r.denominator, r.missing) for r in both)
    return first == second
