"""What pack.toml says under [inputs] and [checks], held against what there is: before any file is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from reportgen.errors import PackError
from reportgen.intake.cells import column_named
from reportgen.intake.day import EPOCHS
from reportgen.intake.dialect import KNOWN_LOCALES, Dialect
from reportgen.intake.header import normalised
from reportgen.intake.preset import NONE, Preset, unknown_preset
from reportgen.intake.shape import Shape
from reportgen.intake.source import pack_problem
from reportgen.intake.table import Column, ColumnType, Table
from reportgen.pack import Pack, nearest
from reportgen.pack_input import Input
from reportgen.problem import Problem

Complain = Callable[..., None]


def check_options(
    pack: Pack,
    tables: Mapping[str, Table],
    shapes: Mapping[str, Shape],
    presets: Mapping[str, Preset],
    checks: Iterable[str],
) -> None:
    """Raise PackError with every mistake under [inputs] and [checks] that needs no file to be seen."""
    problems: list[Problem] = []

    def complain(*path: str, what: str, advice: str = "") -> None:
        problems.append(pack_problem(pack, path, what, advice))

    for preset in presets.values():
        if not preset.refuse and preset.table not in tables:
            advice = nearest(preset.table, list(tables))
            what = f"there is no table called {preset.table!r}"
            problems.append(Problem(f"presets/{preset.name}.toml", what, advice, column="table"))
    for name in pack.checks:
        if name not in checks:
            what = f"there is no check called {name!r}"
            complain("checks", name, what=what, advice=nearest(name, list(checks)))
    for name, options in pack.inputs.items():
        if name not in tables:
            what = f"there is no table called {name!r}"
            complain("inputs", name, what=what, advice=nearest(name, list(tables)))
            continue
        table = tables[name]
        if options.shape:
            table = _shape(name, options.shape, tables, shapes, complain)
        table = _preset(name, options, table, tables, presets, complain)
        _dialect(name, options, complain)
        _columns(name, options, table, complain)
        for word, values in options.values.items():
            column = table.columns.get(column_named(word, table) or "")
            if column and column.type is ColumnType.CHOICE:
                _values(name, word, values, column, complain)
    if problems:
        raise PackError(problems)


def _shape(
    name: str,
    wanted: str,
    tables: Mapping[str, Table],
    shapes: Mapping[str, Shape],
    complain: Complain,
) -> Table:
    """The table whose columns a file of this shape has."""
    table = tables[name]
    shape = shapes.get(wanted)
    if shape is None:
        what = f"there is no shape called {wanted!r}"
        complain("inputs", name, "shape", what=what, advice=nearest(wanted, list(shapes)))
        return table
    columns = tables[shape.columns] if shape.columns else table
    # A shape with columns of its own makes one certain table; a table that is made needs its shape.
    fits = columns.becomes in (name, table.becomes) if shape.columns else not table.becomes
    if not fits:
        complain("inputs", name, "shape", what=f"{name} cannot have the shape {wanted!r}")
    return columns if fits else table


def _dialect(name: str, options: Input, complain: Complain) -> None:
    for pattern in options.drop_rows:
        try:
            re.compile(pattern)
        except re.error as reason:
            what = f"{pattern!r} is not a pattern: {reason}"
            advice = r'Write it like "^Total", with a backslash before ( ) . * + ?.'
            complain("inputs", name, "drop_rows", what=what, advice=advice)
    if options.separator and (options.separator.isalnum() or options.separator in '"\n\r .-'):
        what = f"{options.separator!r} cannot separate columns"
        complain("inputs", name, "separator", what=what, advice='Usual are ";", "," and "\\t".')
    try:
        _ = Dialect(options.locale).decimal_mark
    except ValueError as reason:
        advice = f"Known here: {KNOWN_LOCALES}."
        complain("inputs", name, "locale", what=str(reason), advice=advice)
    if options.date_format and not _tells_year_and_month(options.date_format):
        what = f"{options.date_format!r} does not say where year and month stand"
        advice = 'Write it like "%d/%m/%Y": day, month and year of four digits; %y is one of two.'
        complain("inputs", name, "date_format", what=what, advice=advice)


def _preset(
    name: str,
    options: Input,
    table: Table,
    tables: Mapping[str, Table],
    presets: Mapping[str, Preset],
    complain: Complain,
) -> Table:
    """The table whose columns a file of the declared preset has."""
    if options.preset in (None, NONE):
        return table
    preset = presets.get(options.preset or "")
    if preset is None:
        what = f"there is no preset called {options.preset!r}"
        advice = unknown_preset(str(options.preset), presets)
        complain("inputs", name, "preset", what=what, advice=advice)
        return table
    if preset.refuse or preset.table not in tables:
        if preset.refuse:
            complain("inputs", name, "preset", what=preset.refuse)
        return table
    fills = {preset.table, tables[preset.table].becomes} - {""}
    if not fills & {name, tables[name].becomes}:
        what = f"the preset {preset.name!r} is for {preset.table}, not for {name}"
        advice = f"Write it under [inputs.{preset.table}]."
        complain("inputs", name, "preset", what=what, advice=advice)
    elif not options.shape:
        return tables[preset.table]
    return table


def _tells_year_and_month(date_format: str) -> bool:
    if date_format in EPOCHS:
        return True
    day = datetime(2026, 11, 22)
    try:
        read = datetime.strptime(day.strftime(date_format), date_format)
    except ValueError:
        return False
    return (read.year, read.month) == (day.year, day.month)


def _columns(name: str, options: Input, table: Table, complain: Complain) -> None:
    for place, words in (
        ("columns", options.columns),
        ("constants", options.constants),
        ("first_filled", options.first_filled),
    ):
        for word in words:
            if column_named(word, table) is None:
                what = f"{name} has no column called {word!r}"
                advice = nearest(word, list(table.columns))
                complain("inputs", name, place, word, what=what, advice=advice)


def _values(
    name: str, word: str, values: Mapping[str, str], column: Column, complain: Complain
) -> None:
    known = {
        normalised(spelling)
        for choice, spellings in column.choices.items()
        for spelling in (choice, *spellings)
    }
    for seen, meant in values.items():
        if meant and normalised(meant) not in known:
            what = f"{meant!r} is not a {word}; it must be one of {', '.join(column.choices)}"
            advice = nearest(meant, list(column.choices))
            complain("inputs", name, "values", word, seen, what=what, advice=advice)
