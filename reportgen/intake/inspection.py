"""Inspecting a file: what it seems to be, how its columns would be read, and what to write in pack.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.intake.header import normalised
from reportgen.intake.preset import Preset, load_presets, mapped, reading, recognise
from reportgen.pack import Input
from reportgen.problem import Problem

if TYPE_CHECKING:
    from reportgen.intake.reader import RawTable
    from reportgen.intake.table import Table

ROWS_SHOWN = 5
# Below this share of the required columns a file is not called a table of ours.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Inspection:
    """What a file seems to be.

    table     the table that it fits best, "" when none is near
    preset    whose export it is, None when it is recognised by nothing but its headers
    columns   our name -> header in the file
    unmatched headers that no column of the table is known by
    missing   required columns that the file lacks
    rows      the first rows as text
    stub      lines to paste into pack.toml
    """

    raw: RawTable
    table: str
    preset: Preset | None
    columns: dict[str, str]
    unmatched: tuple[str, ...]
    missing: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    stub: str


def inspect_file(path: Path, own: Input | None = None, wanted: str = "") -> Inspection:
    """Look at one file without a pack. `wanted`: the table that it is meant to be, if that is known.

    The file's own mistakes are in `problems`; an OSError is raised when it cannot be opened.
    """
    from reportgen.intake import readers, tables
    from reportgen.intake.cells import find_cells
    from reportgen.intake.convert import convert
    from reportgen.intake.load import reader_of
    from reportgen.intake.reader import Reader
    from reportgen.intake.shapes.wide import month_columns
    from reportgen.intake.table import Table
    from reportgen.members import load_members

    options = own or Input()
    known = load_members(tables, Table)
    reader = reader_of(path, load_members(readers, Reader))
    content = path.read_bytes()
    rows = reader.sample(content, options)
    found = recognise(rows, [p for p in load_presets().values() if wanted in ("", p.table)])
    preset = found.preset if found else None
    opened = reading(found.preset, options, found.header_row) if found else options
    raw = reader.read(content, opened, path.name)
    if found:
        opened = mapped(found.preset, opened, raw.header)
    name = wanted or (preset.table if preset else nearest_table(raw, known, opened))
    if not name or not raw.header:
        return Inspection(raw, "", preset, {}, raw.header, (), _first(raw), raw.problems, "")
    cells, problems = find_cells(raw, known[name], opened)
    months = month_columns(cells) if known[name].wide else {}
    lacking = [
        column
        for column, described in known[name].columns.items()
        if described.required and column not in cells.frame.columns
    ]
    if months:
        lacking = [n for n in lacking if n not in (known[name].month, known[name].wide)]
    elif not lacking:
        _, converting = convert(cells, known[name], opened, "")
        problems += converting
    unmatched = tuple(cells.headers[n] for n in cells.further if n not in months)
    return Inspection(
        raw,
        name,
        preset,
        {n: h for n, h in cells.headers.items() if n not in cells.further},
        unmatched,
        tuple(lacking),
        _first(raw),
        (*raw.problems, *problems),
        stub(path, name, preset, cells.headers, cells.further, tuple(lacking), bool(months)),
    )


def nearest_table(raw: RawTable, tables: dict[str, Table], options: Input) -> str:
    """The table most of whose required columns the file has, by headers alone; "" when none is near."""
    bare = {normalised(header) for header in raw.header}
    best, most = "", (LEAST_SHARE, 0.0, 0)
    for name, table in tables.items():
        words = {
            column: {normalised(w) for w in (column, *described.synonyms)}
            for column, described in table.columns.items()
        }
        required = [n for n, described in table.columns.items() if described.required]
        has = [n for n in words if words[n] & bare]
        share = sum(n in has for n in required) / len(required)
        # Of two that fit alike the one that leaves fewer headers over is the likelier one.
        fit = (share, len(has) / max(len(bare), 1), len(required))
        if fit > most:
            best, most = name, fit
    return best


def stub(
    path: Path,
    table: str,
    preset: Preset | None,
    headers: dict[str, str] | object,
    further: tuple[str, ...],
    missing: tuple[str, ...],
    wide: bool,
) -> str:
    """Lines for pack.toml that read this file as it was understood here."""
    from reportgen.intake.cells import quoted

    lines = [f"[inputs.{table}]", f"path = {quoted(path.name)}"]
    if preset:
        lines.append(f"preset = {quoted(preset.name)}")
    if wide:
        lines.append('shape = "wide"')
    named = dict(headers) if isinstance(headers, dict) else {}
    columns = {n: h for n, h in named.items() if n not in further}
    if (columns and not preset) or missing:
        lines += ["", f"[inputs.{table}.columns]"]
        if not preset:
            lines += [f"{name} = {quoted(header)}" for name, header in columns.items()]
        lines += [f'{name} = "…"   # required; say which header it is' for name in missing]
    return "\n".join(lines)


def _first(raw: RawTable) -> tuple[tuple[str, ...], ...]:
    rows = raw.frame.head(ROWS_SHOWN)
    return tuple(tuple(str(cell or "") for cell in row[:-1]) for row in rows.iter_rows())
