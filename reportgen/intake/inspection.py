"""Inspecting a file: what it seems to be, how its columns would be read, and what to write in pack.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.intake.header import normalised
from reportgen.intake.month import read_month
from reportgen.intake.preset import Preset, load_presets, mapped, reading, recognise
from reportgen.pack_input import Input
from reportgen.problem import Problem

if TYPE_CHECKING:
    from reportgen.intake.reader import RawTable
    from reportgen.intake.table import Table

ROWS_SHOWN = 5
# A file that has no more than this share of the required columns is called no table of ours, unless
# it lacks but one.
LEAST_SHARE = 0.5
FEWEST_MONTHS = 2


@dataclass(frozen=True)
class Inspection:
    """What a file seems to be.

    table     the table that it fits best, "" when none is near
    preset    whose export it is, None when it is recognised by nothing but its headers
    columns   our name -> header in the file
    unmatched headers that no column of the table is known by
    missing   required columns that the file lacks -> the header most like each, "" when none is
    rows      the first rows as text
    stub      lines to paste into pack.toml
    """

    raw: RawTable
    table: str
    preset: Preset | None
    columns: dict[str, str]
    unmatched: tuple[str, ...]
    missing: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    stub: str


def inspect_file(path: Path, own: Input | None = None, wanted: str = "") -> Inspection:
    """Look at one file without a pack. `wanted`: the table that it is meant to be, if that is known.

    The file's own mistakes are in `problems`; an OSError is raised when it cannot be opened.
    """
    from reportgen.intake import readers, shapes, tables
    from reportgen.intake.cells import find_cells, nearest_header
    from reportgen.intake.convert import convert
    from reportgen.intake.load import reader_of
    from reportgen.intake.reader import Reader
    from reportgen.intake.row import filled_down, without_left_out
    from reportgen.intake.shape import Shape
    from reportgen.intake.shapes.stage_columns import stage_columns_of as stage_columns
    from reportgen.intake.shapes.wide import month_columns
    from reportgen.intake.table import Table
    from reportgen.members import load_members

    options = own or Input()
    known = load_members(tables, Table)
    content = path.read_bytes()
    reader = reader_of(path, load_members(readers, Reader), content)
    rows = reader.sample(content, options)
    fills = {wanted, *(n for n, t in known.items() if wanted and t.becomes == wanted)}
    found = recognise(
        rows,
        [p for p in load_presets().values() if not wanted or p.refuse or p.table in fills],
    )
    preset = found.preset if found else None
    opened = reading(found.preset, options, found.header_row) if found else options
    raw = reader.read(content, opened, path.name)
    if found and preset and (found.rivals or preset.refuse):
        firm = tuple(found.doubts(raw)) or (preset.refusal(raw),)
        return Inspection(raw, "", preset, {}, raw.header, {}, _first(raw), firm, "")
    if found:
        opened = mapped(found.preset, opened, raw.header)
    name = wanted or (preset.table if preset else nearest_table(raw.header, known))
    if not name or not raw.header:
        return Inspection(raw, "", preset, {}, raw.header, {}, _first(raw), raw.problems, "")
    table = known[preset.table] if preset else known[name]
    cells, problems = find_cells(raw, table, opened)
    months = month_columns(cells) if table.wide else {}
    spread = {table.month, table.wide} if months else set(table.staged or ())
    stages = {} if months or not table.staged else stage_columns(cells, table, opened)
    spread = spread if months or len(stages) >= FEWEST_MONTHS else set()
    cells, filling = filled_down(cells, table, opened)
    cells, _, leaving = without_left_out(cells, table, opened)
    problems += [*leaving, *filling]
    needed = preset.required if preset else ()
    lacking = [
        column
        for column, described in table.columns.items()
        if (described.required or column in needed) and column not in cells.frame.columns
    ]
    told: Mapping[str, Mapping[str, tuple[str, str]]] = {}
    if spread:
        lacking = [n for n in lacking if n not in spread]
    elif not lacking:
        values, converting = convert(cells, table, opened, "")
        problems += converting
        fits = [s for s in load_members(shapes, Shape).values() if s.fits(cells, table)]
        if not converting and fits:
            told = fits[0].stub(values, cells, opened)
    unused = [cells.headers[n] for n in cells.further]
    nearest = {n: nearest_header(n, table.columns[n].synonyms, unused) for n in lacking}
    unmatched = tuple(cells.headers[n] for n in cells.further if n not in {*months, *stages})
    return Inspection(
        raw,
        name,
        preset,
        {n: h for n, h in cells.headers.items() if n not in cells.further and n not in spread},
        unmatched,
        nearest,
        _first(raw),
        (*raw.problems, *problems),
        stub(
            path,
            # What must be told about its cells is told of the table that they become.
            table.becomes if told else name,
            preset,
            {n: h for n, h in cells.headers.items() if n not in spread},
            cells.further,
            nearest,
            "wide" if months else "stage_columns" if spread else "",
            options.sheet,
            told,
        ),
    )


def nearest_table(header: Sequence[str], tables: Mapping[str, Table]) -> str:
    """The table of which a file has most columns, by its headers alone; "" when none is near.

    Two of three columns of a large table say more than the only required one of a small table: a
    list of subscriptions has customers in it, and is no list of customers.
    """
    from reportgen.intake.shapes.stage_columns import stage_of

    bare = [normalised(word) for word in header]
    months = sum(read_month(word) is not None for word in header)
    best, most = "", (0.0, 0.0, 0.0)
    staged = sum(stage_of(word) is not None for word in header)
    # A column per month is no accident: whoever names each customer's segment beside them has made
    # no list of customers.
    beside = months >= FEWEST_MONTHS and not any(
        {*map(normalised, (t.month, *t.columns[t.month].synonyms))} & set(bare)
        for t in tables.values()
        if t.wide
    )
    for name, table in tables.items():
        if beside and not table.wide:
            continue
        has = {
            column
            for column, described in table.columns.items()
            if {normalised(word) for word in (column, *described.synonyms)} & set(bare)
        }
        if table.wide and months >= FEWEST_MONTHS and not {table.month, table.wide} & has:
            has |= {table.month, table.wide}
        if table.staged and staged >= FEWEST_MONTHS:
            has |= set(table.staged)
        for column in list(has):
            implied = table.columns[column].implies
            has |= {other for word, (other, _) in implied.items() if normalised(word) in bare}
        required = [column for column, described in table.columns.items() if described.required]
        share = sum(column in has for column in required) / len(required)
        # Of two that fit alike the one with less missing, then with fewer headers left over.
        fit = (float(len(has)), share, len(has) / len(table.columns))
        lacks = sum(column not in has for column in required)
        near = share > LEAST_SHARE or (share == LEAST_SHARE and lacks == 1)
        if near and fit > most:
            best, most = name, fit
    return best


def stub(
    path: Path,
    table: str,
    preset: Preset | None,
    headers: dict[str, str] | object,
    further: tuple[str, ...],
    missing: dict[str, str],
    shape: str,
    sheet: str | None = None,
    told: Mapping[str, Mapping[str, tuple[str, str]]] | None = None,
) -> str:
    """Lines for pack.toml that read this file as it was understood here."""
    from reportgen.intake.cells import quoted

    lines = [f"[inputs.{table}]", f"path = {quoted(path.name)}"]
    if sheet:
        lines.append(f"sheet = {quoted(sheet)}")
    if preset:
        lines.append(f"preset = {quoted(preset.name)}")
    if shape and not (preset and preset.read.shape):
        lines.append(f"shape = {quoted(shape)}")
    named = dict(headers) if isinstance(headers, dict) else {}
    columns = {n: h for n, h in named.items() if n not in further}
    if (columns and not preset) or missing:
        lines += ["", f"[inputs.{table}.columns]"]
        if not preset:
            lines += [f"{name} = {quoted(header)}" for name, header in columns.items()]
        lines += [
            f"{name} = {quoted(header or '…')}   # required; say which header it is"
            for name, header in missing.items()
        ]
    for column, values in (told or {}).items():
        lines += ["", f"[inputs.{table}.values.{column}]"]
        lines += [
            f'{quoted(seen)} = "…"   # {remark}: {meant}'
            for seen, (meant, remark) in values.items()
        ]
    return "\n".join(lines)


def _first(raw: RawTable) -> tuple[tuple[str, ...], ...]:
    rows = raw.frame.head(ROWS_SHOWN)
    return tuple(tuple(str(cell or "") for cell in row[:-1]) for row in rows.iter_rows())
