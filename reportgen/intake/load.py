"""One file -> typed rows, whatever its format and shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import polars as pl

from reportgen.intake.cells import Cells, find_cells, missing_columns
from reportgen.intake.convert import convert
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, SourceFile
from reportgen.intake.preset import NONE, Preset, Recognised, mapped, reading, recognise
from reportgen.intake.reader import RawTable, Reader
from reportgen.intake.row import filled_down, without_left_out
from reportgen.intake.shape import Shape
from reportgen.intake.source import Source
from reportgen.intake.table import Table
from reportgen.pack import Pack
from reportgen.pack_input import Input
from reportgen.period import Period, month_label, month_number
from reportgen.problem import Problem, Severity

# How readers end the sentence about a table that has headers and nothing below them.
NO_ROWS = "a header but no rows"


@dataclass(frozen=True)
class Part:
    """What one file contributes to a table; `frame` is None when it cannot be used.

    starts  the month number from which the file is known to hold everything, or None
    whole   the shape's name when its rows must all stand in one file, else ""
    """

    table: str
    source: SourceFile
    frame: pl.DataFrame | None
    further: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    starts: int | None = None
    whole: str = ""


@dataclass(frozen=True)
class Kinds:
    """All members of the room's folders by name."""

    tables: Mapping[str, Table]
    readers: Mapping[str, Reader]
    shapes: Mapping[str, Shape]
    presets: Mapping[str, Preset]


def load_file(
    source: Source, path: Path, shown: str, pack: Pack, period: Period, kinds: Kinds
) -> Part:
    """Read one file of a table; whatever is wrong with it is in `problems`."""
    raw, options, preset = _read(path, shown, source, kinds)
    options = options.model_copy(update={"timezone": options.timezone or pack.company.timezone})
    described = SourceFile(
        source.table.becomes or source.name,
        shown,
        raw.sha256,
        raw.size_bytes,
        raw.frame.height,
        raw.encoding,
        raw.separator,
        preset=preset.name if preset else "",
        dropped=raw.dropped,
        read_as=preset.title if preset else "",
    )
    if source.table.month:
        raw = replace(raw, problems=tuple(map(_needs_rows, raw.problems)))
    part = Part(described.table, described, None, problems=raw.problems)
    if not raw.header:
        return _advised(part, source.name)
    declared = kinds.shapes.get(options.shape or "")
    table = source.table
    if declared and declared.columns:
        table = kinds.tables[declared.columns]
    elif preset:
        table = kinds.tables[preset.table]
    cells, problems = find_cells(raw, table, options)
    # First filled: the row that is left out may be the one whose cell those below repeat.
    cells, filling = filled_down(cells, table, options)
    cells, left_out, leaving = without_left_out(cells, table, options)
    described = replace(described, dropped=raw.dropped + left_out)
    part = replace(part, source=described)
    shape = declared or _shape_of(cells, table, kinds)
    part = replace(part, whole=shape.name if shape.whole else "")
    cells, arranging = shape.arrange(cells, table, options)
    needed, advices = (preset.required, preset.missing) if preset else ((), {})
    missing = list(missing_columns(cells, table, source.name, options, needed, advices))
    cells = replace(cells, currency=pack.company.currency)
    values, converting = convert(cells, table, options, pack.company.currency)
    broken = [*problems, *leaving, *filling, *arranging, *missing, *converting]
    starts = shape.starts(values)
    if not any(problem.severity is Severity.ERROR for problem in broken):
        values, finishing = shape.finish(values, cells, options, period)
        broken += finishing
    found = sorted([*raw.problems, *broken], key=_place)
    part = replace(part, problems=tuple(found), further=cells.further)
    if any(problem.severity is Severity.ERROR for problem in part.problems):
        return _advised(part, source.name)
    frame = values.with_columns(pl.lit(shown).alias(FILE_COLUMN)).select(
        pl.exclude(LINE_COLUMN), LINE_COLUMN
    )
    when = kinds.tables[described.table].dated_by
    return _advised(
        replace(part, frame=frame, starts=starts, source=_with_months(described, frame, when)),
        source.name,
    )


def reader_of(path: Path, readers: Mapping[str, Reader], content: bytes = b"") -> Reader:
    """The reader of a file's format, by its content where that tells, else by its name's ending."""
    known = (one for one in readers.values() if one.knows(content))
    named = (one for one in readers.values() if path.suffix.lower() in one.suffixes)
    found = chain(known, named)
    # Any other file is given to the reader of text, which says what it looks like.
    return next(found, readers["csv"])


def _read(
    path: Path, shown: str, source: Source, kinds: Kinds
) -> tuple[RawTable, Input, Preset | None]:
    """The raw table, the options with those of its preset, and that preset."""
    own = source.options
    try:
        content = path.read_bytes()
    except OSError as reason:
        problem = Problem(shown, f"the file cannot be read: {reason.strerror}")
        return RawTable(shown, "", 0, problems=(problem,)), own, None
    reader = reader_of(path, kinds.readers, content)
    recognised = recognise(reader.sample(content, own), _candidates(source, kinds))
    if recognised is None and own.preset not in (None, NONE):
        preset = kinds.presets[own.preset or ""]
        recognised = Recognised(preset, own.header_row or 1)
    if recognised is None:
        return reader.read(content, own, shown), own, None
    preset = recognised.preset
    opened = reading(preset, own, recognised.header_row)
    raw = reader.read(content, opened, shown)
    doubts = recognised.doubts(raw)
    if doubts or preset.refuse:
        # What else may be wrong with it does not matter: it is not read.
        problems = doubts or [preset.refusal(raw)]
        return replace(raw, header=(), problems=tuple(problems)), own, preset
    return raw, mapped(preset, opened, raw.header), preset


def _candidates(source: Source, kinds: Kinds) -> list[Preset]:
    """The declared preset; or all that fill the table or one that becomes it, and all that refuse."""
    if source.options.preset == NONE:
        return []
    if source.options.preset:
        return [kinds.presets[source.options.preset]]
    wanted = {source.name, source.table.becomes} - {""}
    return [
        preset
        for preset in kinds.presets.values()
        if preset.refuse or preset.table in wanted or kinds.tables[preset.table].becomes in wanted
    ]


def _needs_rows(problem: Problem) -> Problem:
    """A monthly export without a row is a failed export; of other things there may be none."""
    empty = problem.what.endswith(NO_ROWS)
    return replace(problem, severity=Severity.ERROR) if empty else problem


def _place(problem: Problem) -> tuple[bool, int]:
    """In the order of the file; what has no line goes last."""
    return problem.line is None, problem.line or 0


def _shape_of(cells: Cells, table: Table, kinds: Kinds) -> Shape:
    """The shape whose columns the table holds; else the first one that the file looks like."""
    in_order = [kinds.shapes[name] for name in sorted(kinds.shapes, key=_long_last)]
    for shape in in_order:
        if shape.columns and kinds.tables[shape.columns] is table:
            return shape
    return next(shape for shape in in_order if shape.fits(cells, table))


def _long_last(name: str) -> tuple[bool, str]:
    """A shape that fits in particular goes before the one that fits everything."""
    return name == "long", name


def _with_months(described: SourceFile, frame: pl.DataFrame, when: str) -> SourceFile:
    if not when or when not in frame.columns or frame[when].is_null().all():
        return described
    first, last = frame[when].min(), frame[when].max()
    return replace(
        described,
        first_month=month_label(month_number(first)),  # type: ignore[arg-type]
        last_month=month_label(month_number(last)),  # type: ignore[arg-type]
    )


def _advised(part: Part, name: str) -> Part:
    """Advice with the keys of pack.toml written out: `{section}` -> `[inputs.ledger]`."""

    def written(problem: Problem) -> Problem:
        advice = problem.advice.replace("{section}", f"[inputs.{name}]")
        advice = re.sub(r"\{values\.(\w+)\}", rf"[inputs.{name}.values.\1]", advice)
        return replace(problem, advice=advice)

    return replace(part, problems=tuple(map(written, part.problems)))
