"""The steps of a traced figure in a language: what each is, its rows, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN
from reportgen.intake.verbatim import verbatim
from reportgen.measure.books import Books
from reportgen.measure.evidence import DENOMINATOR, NUMERATOR, Stretch
from reportgen.measure.trace import DISTINCT, STATE, SUM, TABLE, Step
from reportgen.pack import Pack
from reportgen.period import month_label
from reportgen.story.locale import Locale
from reportgen.story.worked import aligned

MOST_COLUMNS = 7
# What a row of facts says of itself, where its line of the file does not.
SAID = ("movement", "axis", "part", "opening", "closing")
# What a ratio calls its two shapes.
HALVES = {"of": NUMERATOR, "per": DENOMINATOR}


@dataclass(frozen=True)
class Row:
    """One row of facts as it is shown.

    contribution  what it adds, None where the figure is no sum of its rows
    places        where it stands: table, file, line, the cells as they were read, the line's text
    """

    contribution: Decimal | None
    said: Mapping[str, Any]
    places: tuple[dict[str, Any], ...]


class Steps:
    """All steps below a figure."""

    def __init__(
        self,
        step: Step,
        books: Books,
        pack: Pack,
        locale: Locale,
        limit: int,
        show_text: bool,
    ) -> None:
        self.root, self.books, self.pack, self.locale = step, books, pack, locale
        self.limit, self.show_text = limit, show_text
        self.numbers: dict[tuple[object, ...], str] = {}

    @cached_property
    def _files(self) -> dict[str, Any]:
        return {file.path: file for file in self.books.dataset.files}

    # --- text

    def lines(self) -> list[str]:
        """Every step with its number, the figure's own first."""
        self.numbers = {}
        lines: list[str] = []
        if self.root.stretch is not None:
            lines += ["", *self._leaf(self.root, "1")]
        for place, part in enumerate(self.root.parts, start=1):
            lines += self._step(part, str(place))
        return lines

    def _step(self, step: Step, number: str) -> list[str]:
        if step.stretch is not None:
            return ["", *self._leaf(step, number)]
        lines = ["", f"{number} {self._title(step)}"]
        if step.parts:
            last = len(step.parts)
            lines[-1] += self.locale.text(
                "trace.from_steps", first=f"{number}.1", last=f"{number}.{last}"
            )
        for place, part in enumerate(step.parts, start=1):
            lines += self._step(part, f"{number}.{place}")
        return lines

    def _title(self, step: Step) -> str:
        """What the formula calls it, or which half it is, and its value."""
        say, reading = self.locale.text, step.reading
        if step.kind == TABLE:
            return say(f"tables.{step.name}")
        name = step.name.replace("_", " ") or say("explain.value").lower()
        if step.name in HALVES:
            name = say(f"explain.{HALVES[step.name]}").lower()
        if reading.value is None:
            return f"{name}: {self.locale.missing(reading.missing or 'no_data')}"
        value = reading.exact if reading.exact is not None else reading.value
        return f"{name} = {self._plain(value)}"

    def _leaf(self, step: Step, number: str) -> list[str]:
        say, stretch = self.locale.text, step.stretch
        assert stretch is not None
        key = (id(stretch.facts), stretch.first, stretch.last, stretch.exact)
        lines = [f"{number} {self._title(step)}", f"    {self._made(step, stretch)}"]
        if stretch.whole:
            lines.append(f"    {say('trace.whole')}")
        if key in self.numbers:
            return [*lines, f"    {say('trace.same_rows', step=self.numbers[key])}"]
        self.numbers[key] = number
        return [*lines, *self._table(self._rows(step, stretch), step, stretch)]

    def _made(self, step: Step, stretch: Stretch) -> str:
        """In one sentence: sum of 312 rows of the ledger, months, what they come to."""
        say = self.locale.text
        months = self.locale.month(stretch.last)
        if stretch.first != stretch.last:
            months = f"{self.locale.month(stretch.first)} – {months}"
        if stretch.lag:
            months = say("explain.earlier_months", months=months, count=stretch.lag)
        said = say(
            f"trace.{step.kind}",
            rows=say("explain.rows", count=stretch.facts.height),
            table=say(f"tables.{stretch.tables[0]}"),
            months=months,
            total=self._plain(stretch.exact),
        )
        if step.kind in (SUM, STATE) and step.reading.exact is not None:
            said += "; " + say("trace.adds_up" if step.adds_up else "trace.adds_up_not")
        return said

    def _table(self, rows: list[Row], step: Step, stretch: Stretch) -> list[str]:
        say = self.locale.text
        names = list(
            dict.fromkeys(name for row in rows for p in row.places for name in p["values"])
        )[:MOST_COLUMNS]
        said = [name for name in SAID if any(name in row.said for row in rows)]
        if not any(row.places for row in rows):
            said = list(dict.fromkeys(name for row in rows for name in row.said))
        heads = [say("explain.line"), *names, *(self._head(name) for name in said)]
        adds = {TABLE: "", DISTINCT: ""}.get(step.kind, say("explain.value"))
        table = [[*heads, say("trace.contribution") if step.kind in (SUM, STATE) else adds]]
        for row in rows:
            own = [self._cell(row.said.get(name)) for name in said]
            added = "" if row.contribution is None else self._plain(row.contribution)
            for place in row.places or ({},):
                cells = [self._cell(place.get("values", {}).get(name)) for name in names]
                table.append([self._line(place), *cells, *own, added])
                own, added = [""] * len(said), ""
        numbers = {
            place
            for place in range(1, len(table[0]))
            if all(_is_number(line[place]) for line in table[1:])
        }
        lines = aligned(table, right={len(table[0]) - 1, *numbers}) if rows else []
        texts = [p["text"] for row in rows for p in row.places if p.get("text")]
        lines += [f"    | {text}" for text in texts]
        more = stretch.facts.height - len(rows)
        return [*lines, f"    {say('trace.more_rows', count=more)}"] if more else lines

    def _line(self, place: Mapping[str, Any]) -> str:
        return f"{place['file']}:{place['line']}" if place else "–"

    def _head(self, name: str) -> str:
        key = f"explain.{name}"
        return self.locale.text(key).lower() if self.locale.has(key) else name

    def _cell(self, value: Any) -> str:
        if value is None:
            return ""
        return self._plain(value) if isinstance(value, Decimal | int | float) else str(value)

    def _plain(self, value: Any) -> str:
        from reportgen.story.traced import plain

        return plain(self.locale, value)

    # --- rows

    def _rows(self, step: Step, stretch: Stretch) -> list[Row]:
        """The first rows of a step, each with its lines as they were read."""
        shown = stretch.facts if self.limit == 0 else stretch.facts.head(self.limit)
        places = stretch.places.filter(pl.col("row") < shown.height)
        of_row: dict[int, list[dict[str, Any]]] = {}
        cells = self._cells(places)
        for at, table, file, line in places.select(
            "row", "table", FILE_COLUMN, LINE_COLUMN
        ).iter_rows():
            of_row.setdefault(at, []).append(
                {
                    "table": table,
                    "file": file,
                    "line": line,
                    "values": cells.get((table, file, line), {}),
                    **self._text(file, line),
                }
            )
        rows = []
        for at, row in enumerate(shown.iter_rows(named=True)):
            said = {
                name: _plain_value(name, value)
                for name, value in row.items()
                if value is not None
                and (name in SAID or (at not in of_row and name in ("month", "customer")))
            }
            added = None if step.kind in (TABLE, DISTINCT) else row["value"]
            rows.append(Row(added, said, tuple(of_row.get(at, ()))))
        return rows

    def _cells(self, places: pl.DataFrame) -> dict[tuple[str, str, int], dict[str, Any]]:
        """The cells of lines as they were read, by table, file and line; blanks are left out."""
        found = {}
        for (table,), own in places.partition_by("table", as_dict=True).items():
            frame = self.books.dataset.tables[str(table)]
            lines = own.select(FILE_COLUMN, LINE_COLUMN).unique()
            for row in frame.join(lines, on=[FILE_COLUMN, LINE_COLUMN], how="semi").iter_rows(
                named=True
            ):
                key = (str(table), row.pop(FILE_COLUMN), row.pop(LINE_COLUMN))
                found[key] = {
                    name: _plain_value(name, v) for name, v in row.items() if v is not None
                }
        return found

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        return {}

    def _text(self, file: str, line: int) -> dict[str, str]:
        """The line as it stands in the file, when it is asked for and the file is a text."""
        if not self.show_text or file not in self._files:
            return {}
        if file not in self._texts:
            self._texts[file] = verbatim(self.pack.folder, self._files[file])
        texts = self._texts[file]
        return {"text": texts[line - 1]} if 0 < line <= len(texts) else {}

    # --- for programs

    def record(self) -> dict[str, object]:
        """The walk as plain values."""
        return {"steps": [self._record(self.root)]}

    def _record(self, step: Step) -> dict[str, object]:
        reading, stretch = step.reading, step.stretch
        record: dict[str, object] = {
            "name": step.name,
            "half": step.half,
            "kind": step.kind,
            "period": reading.period,
            "value": reading.value,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "n": reading.n,
            "missing_because": reading.missing if step.kind != TABLE else None,
            "tables": list(step.tables),
        }
        if stretch is not None:
            record["rows"] = {
                "first_month": month_label(stretch.first),
                "last_month": month_label(stretch.last),
                "months_before": stretch.lag,
                "whole_company": stretch.whole,
                "count": stretch.facts.height,
                "sum": f"{stretch.exact.normalize():f}",
                "adds_up": step.adds_up,
                "shown": [_row_record(row) for row in self._rows(step, stretch)],
            }
        record["steps"] = [self._record(part) for part in step.parts]
        return record


def _row_record(row: Row) -> dict[str, object]:
    added = None if row.contribution is None else f"{row.contribution.normalize():f}"
    said = {name: _for_json(value) for name, value in row.said.items()}
    places = [
        {**place, "values": {k: _for_json(v) for k, v in place["values"].items()}}
        for place in row.places
    ]
    return {"contribution": added, **said, "places": places}


def _for_json(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _plain_value(name: str, value: Any) -> Any:
    """Months as they are written, days as ISO, numbers exact."""
    if name == "month":
        return month_label(value) if isinstance(value, int) else f"{value:%Y-%m}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _is_number(cell: str) -> bool:
    return not cell or cell.lstrip("-−")[:1].isdigit()
