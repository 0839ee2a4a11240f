"""Which files a pack's tables are read from: named in pack.toml, or found beside it by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import PackError
from reportgen.intake.cells import column_named
from reportgen.intake.dialect import KNOWN_LOCALES, Dialect
from reportgen.intake.header import normalised
from reportgen.intake.reader import Reader
from reportgen.intake.shape import Shape
from reportgen.intake.table import ColumnType, Table
from reportgen.pack import PACK_FILE, Input, Pack, line_of, nearest
from reportgen.problem import Problem

FOLDERS = ("", "inputs")
# Not read, but said so: whoever drops one in should not be told that the table is missing.
UNREADABLE = (".xlsx", ".xls", ".ods", ".parquet", ".json", ".gz", ".zip")


@dataclass(frozen=True)
class Source:
    """One table and its files. `shown` is the path as the user would type it."""

    name: str
    table: Table
    options: Input
    files: tuple[tuple[Path, str], ...]


def find_sources(
    pack: Pack, tables: Mapping[str, Table], readers: Iterable[Reader]
) -> tuple[list[Source], list[Problem]]:
    """Every table that the pack has, with its files.

    Raises PackError when a path leaves the pack's folder. Files that are named but not there, and
    two that could both be meant, are problems.
    """
    suffixes = [suffix for reader in readers for suffix in reader.suffixes]
    sources, problems = [], []
    for name, table in tables.items():
        options = pack.inputs.get(name, Input())
        paths: list[Path] = []
        if options.path:
            paths = _named(pack, name, options.path)
            if not paths:
                what = f"no file matches {options.path!r}"
                advice = "Put the export there, or correct the path."
                problems.append(_pack_problem(pack, ("inputs", name, "path"), what, advice))
        else:
            paths = _beside(pack.folder, name, suffixes)
            if len(paths) > 1:
                shown = " and ".join(_shown(pack, path) for path in paths)
                what = f"{shown} could each be the table {name}"
                advice = f"Take one away, or name the right one under [inputs.{name}] path."
                problems.append(Problem(_shown(pack, paths[0]), what, advice))
                continue
            if not paths and name in pack.inputs:
                what = f"[inputs.{name}] names no path, and there is no {name}.csv"
                advice = f"Put the export beside {PACK_FILE} as {name}.csv, or write its path."
                problems.append(_pack_problem(pack, ("inputs", name), what, advice))
        if paths:
            files = tuple((path, _shown(pack, path)) for path in paths)
            sources.append(Source(name, table, options, files))
    problems.extend(_twice(sources))
    return sources, problems


def _named(pack: Pack, name: str, wanted: str) -> list[Path]:
    """The files that a path or pattern means; all lie in the pack's folder, links resolved."""
    inside = pack.folder.resolve()
    literal = pack.folder / wanted
    outside = Path(wanted).is_absolute() or ".." in Path(wanted).parts
    paths: list[Path] = []
    if not outside and literal.is_file():
        paths = [literal]
    elif not outside and any(mark in wanted for mark in "*?"):
        # A temporary file of Excel's or macOS's is no export.
        found = sorted(pack.folder.glob(wanted))
        paths = [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]
    if outside or not all(path.resolve().is_relative_to(inside) for path in paths):
        what = f"the path {wanted!r} leaves the pack's folder"
        advice = "Copy the export into the folder; a pack must be whole when it is handed on."
        raise PackError([_pack_problem(pack, ("inputs", name, "path"), what, advice)])
    return paths


def _beside(folder: Path, name: str, suffixes: list[str]) -> list[Path]:
    readable = [folder / sub / f"{name}{suffix}" for sub in FOLDERS for suffix in suffixes]
    found = [path for path in readable if path.is_file()]
    if not found:
        others = [folder / sub / f"{name}{suffix}" for sub in FOLDERS for suffix in UNREADABLE]
        found = [path for path in others if path.is_file()]
    inside = folder.resolve()
    outside = [path for path in found if not path.resolve().is_relative_to(inside)]
    if outside:
        what = f"{outside[0].name} is a link that leads out of the pack's folder"
        raise PackError([Problem(outside[0].name, what, "Copy the export itself into the folder.")])
    return found


def _twice(sources: list[Source]) -> list[Problem]:
    """Two sources of one table would count everything twice."""
    by_name = {source.name: source for source in sources}
    problems = []
    for source in sources:
        other = by_name.get(source.table.becomes)
        if other:
            shown, path = source.files[0][1], other.files[0][1]
            what = f"{shown} and {path} are both read as {other.name}, which would count it twice"
            problems.append(Problem(shown, what, "Take one of the two away."))
    return problems


def check_inputs(pack: Pack, tables: Mapping[str, Table], shapes: Mapping[str, Shape]) -> None:
    """Raise PackError with every mistake under [inputs] that can be seen without the files."""
    problems = []

    def complain(path: tuple[str, ...], what: str, advice: str = "") -> None:
        problems.append(_pack_problem(pack, ("inputs", *path), what, advice))

    for name, options in pack.inputs.items():
        if name not in tables:
            complain((name,), f"there is no table called {name!r}", nearest(name, list(tables)))
            continue
        if options.shape and options.shape not in shapes:
            advice = nearest(options.shape, list(shapes))
            complain((name, "shape"), f"there is no shape called {options.shape!r}", advice)
        if options.preset:
            complain((name, "preset"), f"there is no preset called {options.preset!r}")
        if options.sheet:
            what = "sheet belongs to workbooks, which are not read"
            complain((name, "sheet"), what, "Save the sheet as CSV UTF-8.")
        try:
            _ = Dialect(options.locale).decimal_mark
        except ValueError as reason:
            complain((name, "locale"), str(reason), f"Known here: {KNOWN_LOCALES}.")
        shape = shapes.get(options.shape or "")
        table = tables[shape.columns if shape and shape.columns else name]
        for place, words in (("columns", options.columns), ("constants", options.constants)):
            for word in words:
                if column_named(word, table) is None:
                    advice = nearest(word, list(table.columns))
                    complain((name, place, word), f"{name} has no column called {word!r}", advice)
        for word, values in options.values.items():
            column = table.columns.get(column_named(word, table) or "")
            choices = list(column.choices) if column and column.type is ColumnType.CHOICE else []
            for seen, meant in values.items():
                known = [
                    normalised(spelling)
                    for choice in choices
                    for spelling in (choice, *(column.choices[choice] if column else ()))
                ]
                if choices and meant and normalised(meant) not in known:
                    what = f"{meant!r} is not a {word}; it must be one of {', '.join(choices)}"
                    complain((name, "values", word, seen), what, nearest(meant, choices))
    if problems:
        raise PackError(problems)


def known_checks(pack: Pack, names: list[str]) -> None:
    """Raise PackError when pack.toml waives checks that do not exist."""
    problems = [
        _pack_problem(
            pack, ("checks", name), f"there is no check called {name!r}", nearest(name, names)
        )
        for name in pack.checks
        if name not in names
    ]
    if problems:
        raise PackError(problems)


def _pack_problem(pack: Pack, path: tuple[str, ...], what: str, advice: str = "") -> Problem:
    """A problem of pack.toml, with the line on which the key stands."""
    try:
        text = (pack.folder / PACK_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Problem(PACK_FILE, what, advice, line=line_of(text, path), column=".".join(path))


def _shown(pack: Pack, path: Path) -> str:
    return path.relative_to(pack.folder).as_posix()
