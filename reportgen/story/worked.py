"""Worked numbers: one figure of one pack with all that it is computed from, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.measure.blank import BLANK
from reportgen.measure.books import Books
from reportgen.measure.compute import compute
from reportgen.measure.evidence import NAMES, WHOLE, Stretch
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading, Readings
from reportgen.measure.trace import evidence
from reportgen.pack import Pack
from reportgen.period import Period, month_label, parse_period
from reportgen.story.choice import choice_words
from reportgen.story.locale import Locale
from reportgen.story.number import exact

MOST_ROWS = 3
MOST_GROUPS = 20
MOST_COLUMNS = 4
TWO_ENDS = ("opening", "closing")
HIDDEN = {FILE_COLUMN, LINE_COLUMN, "currency", "cohort"}


class Worked:
    """A metric of a pack in a period, told in a language."""

    def __init__(
        self, metric: Metric, dataset: Dataset, pack: Pack, period: Period, locale: Locale
    ) -> None:
        self.metric, self.dataset, self.pack, self.locale = metric, dataset, pack, locale
        books = Books(dataset, pack, period)
        self.readings: Readings = compute(dataset, pack, period, {metric.name: metric}, books)
        self.label = self.readings.label(metric.name, period)
        self.stretches = evidence(metric, books, self.label)

    # --- the parts of the explanation

    def lines(self) -> list[str]:
        """All of it."""
        return [
            *self._figure(),
            *self._choice(),
            *(line for split_by in self._splits() for line in self._split(split_by)),
            *self._exports(),
            *(line for place in range(len(self.stretches)) for line in self._stretch(place)),
            *self._further(),
        ]

    def _figure(self) -> list[str]:
        say, reading = self.locale.text, self.readings.get(self.metric.name, self.label)
        when = parse_period(self.label, self.pack.company.fiscal_year_start)
        head = f"{self.pack.company.name}, {self.locale.period(when)} ({self.label})"
        rows = [[say("explain.value"), self._shown(reading)]]
        for half in ("numerator", "denominator"):
            value = getattr(reading, half)
            if value is not None:
                words = self.locale.metric_words(self.metric, half)
                rows.append([say(f"explain.{half}"), self._plain(value), words])
        if reading.n is not None:
            rows.append([say("explain.count"), self.locale.number(reading.n)])
        lines = [head, *aligned(rows, right={1})]
        if reading.missing:
            lines.append(f"  {self.locale.missing_sentence(reading.missing, self.metric.name)}")
        return lines

    def _further(self) -> list[str]:
        """How to see every row: this shows a few of each sum."""
        command = f"reportgen trace {self.metric.name}@{self.label} {self.pack.folder}"
        return ["", self.locale.text("explain.every_row", command=command)]

    def _choice(self) -> list[str]:
        definition = self.readings.definitions[self.metric.name]
        words = choice_words(self.locale, self.metric.formula, definition)
        return [f"  {self.locale.text('explain.choice')}: {words}"] if words else []

    def _splits(self) -> list[str]:
        """Splits with groups in this period; those by two columns stand in figures.csv."""
        found = self.readings.by
        return [
            split_by
            for split_by in self.readings.splits(self.metric.name)
            if "+" not in split_by
            and {BLANK}
            < {BLANK}
            | {group for period, group in found(self.metric.name, split_by) if period == self.label}
        ]

    def _split(self, split_by: str) -> list[str]:
        say, name = self.locale.text, self.locale.split_name(split_by)
        found = self.readings.by(self.metric.name, split_by)
        groups = [reading for (at, _), reading in found.items() if at == self.label]
        groups.sort(key=lambda reading: reading.split)
        halves = [
            half
            for half in ("numerator", "denominator")
            if any(getattr(reading, half) is not None for reading in groups)
        ]
        heads = [say("explain.value"), *(say(f"explain.{half}") for half in halves)]
        rows = [[say("explain.group"), *heads, say("explain.count")]]
        for reading in groups[:MOST_GROUPS]:
            values = [getattr(reading, half) for half in halves]
            shown = ["" if value is None else self._plain(value) for value in values]
            count = "" if reading.n is None else self.locale.number(reading.n)
            group = self.locale.split_value(split_by, reading.split)
            rows.append([group, self._shown(reading), *shown, count])
        lines = ["", say("explain.by", split=name), *aligned(rows, right=set(range(1, 6)))]
        if len(groups) > MOST_GROUPS:
            more = say("explain.more_groups", count=len(groups) - MOST_GROUPS)
            lines.append(f"  {more}")
        return lines

    def _exports(self) -> list[str]:
        say = self.locale.text
        rows = [
            [
                say(f"tables.{file.table}"),
                file.path,
                say("explain.rows", count=file.rows),
                " – ".join(month for month in (file.first_month, file.last_month) if month),
            ]
            for file in self.dataset.files
            if file.path in self.readings.sources[self.metric.name].split("; ")
        ]
        shown = aligned(rows, right={2}) if rows else [f"  {say('explain.no_export')}"]
        return ["", say("explain.tables"), *shown]

    def _stretch(self, place: int) -> list[str]:
        say, stretch = self.locale.text, self.stretches[place]
        months = self.locale.month(stretch.last)
        if stretch.first != stretch.last:
            months = f"{self.locale.month(stretch.first)} – {months}"
        if stretch.lag:
            months = say("explain.earlier_months", months=months, count=stretch.lag)
        made = say(
            "explain.made_of",
            table=say(f"tables.{stretch.tables[0]}"),
            months=months,
            rows=say("explain.rows", count=stretch.rows.height),
            total=self._plain(stretch.total),
        )
        half = say(f"explain.{stretch.half}") if stretch.half != WHOLE else say("explain.value")
        part = f" [{' / '.join(stretch.part)}]" if stretch.part else ""
        if any(stretch.rows.equals(before.rows) for before in self.stretches[:place]):
            shown = [f"  {say('explain.same_rows')}"]
        else:
            shown = self._rows(stretch) if stretch.has_lines else self._months(stretch)
        return ["", f"{half}{part}: {made}", *shown]

    def _months(self, stretch: Stretch) -> list[str]:
        sums = stretch.by_month()
        rows = [[self.locale.month(month), self._plain(total)] for month, total in sums]
        return [f"  {self.locale.text('explain.months_of')}", *aligned(rows, {1})] if rows else []

    def _rows(self, stretch: Stretch) -> list[str]:
        say, frame = self.locale.text, stretch.rows.head(MOST_ROWS)
        words = [
            name
            for name in dict.fromkeys(("customer", *NAMES.values(), *frame.columns))
            if name in frame.columns
            and name not in HIDDEN
            and (name in TWO_ENDS or frame.schema[name] == pl.String)
            and frame[name].null_count() < frame.height
        ][:MOST_COLUMNS]
        words.sort(key=TWO_ENDS.__contains__)
        heads = [self._head(name) for name in words]
        rows = [[say("explain.line"), say("explain.month"), *heads, say("explain.amount")]]
        for row in frame.iter_rows(named=True):
            place = row[FILE_COLUMN] or ""
            line = f"{place}:{row[LINE_COLUMN]}" if row[LINE_COLUMN] else place
            month = month_label(row["month"]) if "month" in row else ""
            cells = [self._cell(name, row[name]) for name in words]
            rows.append([line, month, *cells, self._plain(row["value"])])
        numbers = {place + 2 for place, name in enumerate(words) if name in TWO_ENDS}
        lines = aligned(rows, right={len(rows[0]) - 1, *numbers})
        if stretch.rows.height > MOST_ROWS:
            lines.append(f"  {say('explain.more_rows', count=stretch.rows.height - MOST_ROWS)}")
        return lines

    # --- words and numbers

    def _head(self, name: str) -> str:
        key = f"explain.{name}"
        found = self.locale.text(key) if self.locale.has(key) else self.locale.split_name(name)
        return found[:1].upper() + found[1:]

    def _cell(self, name: str, value: object) -> str:
        if value is None:
            return ""
        if name in TWO_ENDS:
            return self._plain(float(str(value)))
        return self.locale.split_value(name, str(value))

    def _shown(self, reading: Reading) -> str:
        unit = self.metric.unit_of(reading.split_by, reading.split)
        return self.locale.reading(reading, unit, self.pack.company.currency)

    def _plain(self, value: float | Decimal) -> str:
        """A whole number as it is, a large one to the cent, a small one to four places."""
        number = exact(float(value))
        whole = number == number.to_integral_value()
        return self.locale.number(number, 0 if whole else 2 if abs(number) >= 100 else 4)

    def record(self) -> dict[str, object]:
        """The same as plain values, for programs; numbers unrounded."""
        reading = self.readings.get(self.metric.name, self.label)
        groups = [
            r for (at, *_), r in self.readings.of(self.metric.name).items() if at == self.label
        ]
        return {
            "metric": self.metric.name,
            "period": self.label,
            **_figure_record(reading),
            "definition": self.readings.definitions[self.metric.name],
            "source": self.readings.sources[self.metric.name],
            "splits": [
                {"split_by": r.split_by, "split": r.split, **_figure_record(r)}
                for r in groups
                if r.split_by
            ],
            "made_of": [_stretch_record(stretch) for stretch in self.stretches],
        }


def _figure_record(reading: Reading) -> dict[str, object]:
    return {
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "n": reading.n,
        "missing_because": reading.missing,
    }


def _stretch_record(stretch: Stretch) -> dict[str, object]:
    rows = stretch.rows.head(MOST_ROWS) if stretch.has_lines else stretch.rows.head(0)
    return {
        "half": stretch.half,
        "part": list(stretch.part),
        "tables": list(stretch.tables),
        "first_month": month_label(stretch.first),
        "last_month": month_label(stretch.last),
        "months_before": stretch.lag,
        "sum": stretch.total,
        "count": stretch.rows.height,
        "by_month": {month_label(month): total for month, total in stretch.by_month()},
        "rows": [
            {"file": row[FILE_COLUMN], "line": row[LINE_COLUMN], "value": float(row["value"])}
            for row in rows.iter_rows(named=True)
        ],
    }


def aligned(rows: Sequence[Sequence[str]], right: set[int]) -> list[str]:
    """Rows of cells as lines of columns; those in `right` end at the same place."""
    columns = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = [max(len(row[place]) for row in full) for place in range(columns)]
    return [
        "    "
        + "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in full
    ]
