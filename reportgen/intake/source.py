"""Which files a pack's tables are read from: named in pack.toml, or found beside it by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import PackError
from reportgen.intake.reader import Reader
from reportgen.intake.table import Table
from reportgen.pack import PACK_FILE, Pack, line_of
from reportgen.pack_input import Input
from reportgen.problem import Problem

FOLDERS = ("", "inputs")
# Not read, but said so: whoever drops one in should not be told that the table is missing.
UNREADABLE = (".xls", ".xlsb", ".ods", ".json", ".gz")


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
    sources: list[Source] = []
    problems: list[Problem] = []
    # Those that become another table come last: their file may have been taken for that already.
    for name in sorted(tables, key=lambda name: bool(tables[name].becomes)):
        table, options = tables[name], pack.inputs.get(name)
        taken = {path for source in sources for path, _ in source.files}
        if options and options.path:
            paths = _named(pack, name, options.path)
        else:
            paths = _beside(pack.folder, name, suffixes)
            made_from = [other for other in tables if tables[other].becomes == name]
            for other in made_from if options else ():
                if not paths and other not in pack.inputs:
                    paths = _beside(pack.folder, other, suffixes)
                    table = tables[other] if paths else table
            if table.becomes and not options:
                paths = [path for path in paths if path not in taken]
        if paths and (len(paths) == 1 or (options and options.path)):
            files = tuple((path, _shown(pack, path)) for path in paths)
            sources.append(Source(name, table, options or Input(), files))
        elif paths:
            shown = " and ".join(_shown(pack, path) for path in paths)
            what = f"{shown} could each be the table {name}"
            advice = f"Take one away, or name the right one under [inputs.{name}] path."
            problems.append(Problem(_shown(pack, paths[0]), what, advice))
        elif options and options.path:
            what = f"no file matches {options.path!r}"
            advice = "Put the export there, or correct the path."
            problems.append(pack_problem(pack, ("inputs", name, "path"), what, advice))
        elif options:
            what = f"[inputs.{name}] names no path, and there is no {name}.csv"
            advice = f"Put the export beside {PACK_FILE} as {name}.csv, or write its path."
            problems.append(pack_problem(pack, ("inputs", name), what, advice))
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
        raise PackError([pack_problem(pack, ("inputs", name, "path"), what, advice)])
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
        shown = outside[0].relative_to(folder).as_posix()
        what = f"{shown} is a link that leads out of the pack's folder"
        raise PackError([Problem(shown, what, "Copy the export itself into the folder.")])
    return found


def _twice(sources: list[Source]) -> list[Problem]:
    """Two sources of one table would count everything twice."""
    first: dict[str, Source] = {}
    problems = []
    for source in sources:
        name = source.table.becomes or source.name
        other = first.setdefault(name, source)
        if other is not source:
            shown, path = source.files[0][1], other.files[0][1]
            what = f"{shown} and {path} are both read as {name}, which would count it twice"
            problems.append(Problem(shown, what, "Take one of the two away."))
    return problems


def pack_problem(pack: Pack, path: tuple[str, ...], what: str, advice: str = "") -> Problem:
    """A problem of pack.toml, with the line on which the key stands."""
    try:
        text = (pack.folder / PACK_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return Problem(PACK_FILE, what, advice, line=line_of(text, path), column=".".join(path))


def _shown(pack: Pack, path: Path) -> str:
    return path.relative_to(pack.folder).as_posix()
