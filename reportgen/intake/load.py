"""One file -> typed rows, whatever its format and shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import polars as pl

from reportgen.intake.codes import Codebook, is_coded
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, SourceFile
from reportgen.intake.preset import NONE, Preset, Recognised, mapped, reading, recognise
from reportgen.intake.reader import Pieces, RawTable, Reader
from reportgen.intake.shape import Shape
from reportgen.intake.source import Source
from reportgen.intake.table import Table
from reportgen.intake.values import Layout, Values, read_pieces, read_whole, stops
from reportgen.pack import Pack
from reportgen.pack_input import Input
from reportgen.period import Period, month_label, month_number
from reportgen.problem import Problem, Severity

# How readers end the sentence about a table that has headers and nothing below them.
NO_ROWS = "a header but no rows"
# Some hundred bytes of memory for each of these, and every file in more than one piece costs a pass.
PIECE_BYTES = 2**25


@dataclass(frozen=True)
class Part:
    """What one file contributes to a table; `frame` is None when it cannot be used.

    starts  the month number from which the file is known to hold everything, or None
    whole   the shape's name when its rows must all stand in one file, else ""
    read_by by which cells the order of day and month was decided, as phrases
    """

    table: str
    source: SourceFile
    frame: pl.DataFrame | None
    further: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    starts: int | None = None
    whole: str = ""
    read_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kinds:
    """All members of the room's folders by name, and what the files of one dataset share.

    books        table -> the lists that its coded texts are kept under
    piece_bytes  a file that is larger is read in pieces of this size
    """

    tables: Mapping[str, Table]
    readers: Mapping[str, Reader]
    shapes: Mapping[str, Shape]
    presets: Mapping[str, Preset]
    books: dict[str, Codebook] = field(default_factory=dict)
    piece_bytes: int = PIECE_BYTES


def load_file(
    source: Source, path: Path, shown: str, pack: Pack, period: Period, kinds: Kinds
) -> Part:
    """Read one file of a table; whatever is wrong with it is in `problems`."""

    def layout(options: Input, preset: Preset | None) -> Layout:
        options = options.model_copy(update={"timezone": options.timezone or pack.company.timezone})
        declared, table = kinds.shapes.get(options.shape or ""), source.table
        if declared and declared.columns:
            table = kinds.tables[declared.columns]
        elif preset:
            table = kinds.tables[preset.table]
        declared = declared or next(
            (shape for shape in kinds.shapes.values() if kinds.tables.get(shape.columns) is table),
            None,
        )
        book = kinds.books.setdefault(source.table.becomes or source.name, Codebook())
        currency = pack.company.currency
        return Layout(
            *(source.name, table, declared, kinds.shapes, options, preset),
            *(currency, period, book),
        )

    part = _loaded(_in_pieces(source, path, shown, kinds, layout), source, kinds)
    if part is None:
        raw, options, preset = _read(path, shown, source, kinds)
        values = read_whole(raw, layout(options, preset)) if raw.header else None
        part = _loaded((raw, values, preset), source, kinds)
    assert part is not None
    return part


Loaded = tuple[RawTable, Values | None, Preset | None]
Arrange = Callable[[Input, Preset | None], Layout]


def _loaded(loaded: Loaded | None, source: Source, kinds: Kinds) -> Part | None:
    """What a file contributes, by its raw table and its values; no values when it has no header."""
    if loaded is None:
        return None
    raw, values, preset = loaded
    if source.table.month:
        raw = replace(raw, problems=tuple(map(_needs_rows, raw.problems)))
    table = source.table.becomes or source.name
    described = SourceFile(
        table,
        raw.file,
        raw.sha256,
        raw.size_bytes,
        values.rows if values else raw.frame.height,
        raw.encoding,
        raw.separator,
        preset=preset.name if preset else "",
        dropped=raw.dropped + (values.left_out if values else 0),
        read_as=preset.title if preset else "",
    )
    part = Part(table, described, None, problems=raw.problems)
    if values is None:
        return _advised(part, source.name)
    found = sorted([*raw.problems, *values.problems], key=_place)
    part = replace(part, problems=tuple(found), further=values.further, whole=values.whole)
    part = replace(part, read_by=values.read_by)
    if stops(found):
        return _advised(part, source.name)
    frame = _placed(values.frame, raw.file, kinds.books[table])
    described = _with_months(described, frame, kinds.tables[table].dated_by)
    part = replace(part, frame=frame, starts=values.starts, source=described)
    return _advised(part, source.name)


def _placed(frame: pl.DataFrame, shown: str, book: Codebook) -> pl.DataFrame:
    """With the file that each row stands in; a frame that has codes has one for the file too."""
    coded = any(is_coded(column) for column in frame)
    file = book.of(FILE_COLUMN) if coded else pl.String()
    named = frame.with_columns(pl.lit(shown).cast(file).alias(FILE_COLUMN))
    return named.select(pl.exclude(LINE_COLUMN), LINE_COLUMN)


def _in_pieces(
    source: Source, path: Path, shown: str, kinds: Kinds, layout: Arrange
) -> Loaded | None:
    """A file that is larger than a piece, read piece by piece; None where it must be read whole."""
    own, size = source.options, kinds.piece_bytes
    try:
        if path.stat().st_size <= size:
            return None
        with path.open("rb") as file:
            start = file.read(2**16)
    except OSError:
        return None
    reader = reader_of(path, kinds.readers, start)
    if reader.pieces is None:
        return None
    recognised = _recognised(reader.sample(start, own), source, kinds)
    preset = recognised.preset if recognised else None
    opened = reading(preset, own, recognised.header_row) if preset and recognised else own
    if recognised and (recognised.rivals or recognised.preset.refuse):
        return None
    pieces = reader.pieces(path, opened, shown, size)
    if pieces is None:
        return None
    options = mapped(preset, opened, pieces.raw.header) if preset else own
    latest: list[Pieces] = []

    def again() -> Pieces | None:
        taken = pieces if not latest else reader.pieces and reader.pieces(path, opened, shown, size)
        latest.append(taken) if taken else None
        return taken

    values = read_pieces(again, layout(options, preset))
    if values is None:
        return None
    return pieces.raw.complaining(*latest[-1].problems()), values, preset


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
        what = f"the file cannot be read: {reason.strerror}"
        problem = Problem(shown, what, "Look at its permissions, and at the disk it lies on.")
        return RawTable(shown, "", 0, problems=(problem,)), own, None
    reader = reader_of(path, kinds.readers, content)
    recognised = _recognised(reader.sample(content, own), source, kinds)
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


def _recognised(sample: list[list[str]], source: Source, kinds: Kinds) -> Recognised | None:
    """The preset that a file's first cells or pack.toml name, and where its headers stand."""
    own = source.options
    recognised = recognise(sample, _candidates(source, kinds))
    if recognised is None and own.preset not in (None, NONE):
        preset = kinds.presets[own.preset or ""]
        return Recognised(preset, own.header_row or 1)
    return recognised


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
