"""Files beside pack.toml that no table is read from: a misspelt name, last quarter's export, a stray."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from reportgen.intake.inspection import nearest_table
from reportgen.intake.load import Kinds, reader_of
from reportgen.intake.preset import recognise
from reportgen.intake.source import FOLDERS
from reportgen.intake.table import Table
from reportgen.pack import PACK_FILE, Pack
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

NAME = "files_are_read"
# Whatever these hold, it is a table; texts, archives and old workbooks may hold anything, so that only
# a name or a header like that of a table tells.
TABLES_ALWAYS = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".se", ".si", ".sie")
TABLES_PERHAPS = (".txt", ".zip", ".xls", ".xlsb", ".ods")
OURS = "*.figures.csv"
# So much of a file, and of so many files, is looked at for a header; it stands on one of these lines.
START_BYTES, MOST_BYTES, MOST_FILES, HEADER_LINES = 2**16, 2**23, 20, 8
LIKE = 0.8


def left_over(
    pack: Pack, kinds: Kinds, read: Mapping[str, str], said: Iterable[Problem] = ()
) -> list[Problem]:
    """A warning for each file that looks like an export and is none of those that are read.

    read  the table by each file that is read, as `Source.files` shows it
    said  what is wrong otherwise: a file that is spoken of there is not left over
    """
    spoken = " ".join(f"{problem.file} {problem.what}" for problem in said)
    problems: list[Problem] = []
    for path, shown in _unread(pack, read):
        if shown in spoken:
            continue
        near = named = _by_name(path.stem, kinds.tables)
        if not near and len(problems) < MOST_FILES and path.suffix.lower() not in (".xls", ".ods"):
            near = _by_header(path, kinds)
        if near or path.suffix.lower() in TABLES_ALWAYS:
            becomes = kinds.tables[near].becomes if near else ""
            others = [file for file, table in read.items() if table == (becomes or near)]
            problems.append(_warning(shown, near, others, rename=bool(named)))
    return problems


def _unread(pack: Pack, read: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    named = _texts(_content(pack))
    for folder in FOLDERS:
        beside = pack.folder / folder
        for path in sorted(beside.iterdir()) if beside.is_dir() else ():
            shown = path.relative_to(pack.folder).as_posix()
            if (
                path.suffix.lower() in TABLES_ALWAYS + TABLES_PERHAPS
                and not path.name.startswith((".", "~$"))
                and shown not in read
                and not fnmatchcase(path.name, OURS)
                and not any(_names(text, shown) for text in named)
                and path.is_file()
            ):
                yield path, shown


def _content(pack: Pack) -> Mapping[str, Any]:
    """pack.toml itself: a file may be named under any key of it."""
    try:
        return tomllib.loads((pack.folder / PACK_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _texts(content: object) -> set[str]:
    if isinstance(content, Mapping):
        return {text for value in content.values() for text in _texts(value)}
    if isinstance(content, list):
        return {text for value in content for text in _texts(value)}
    return {content} if isinstance(content, str) else set()


def _names(text: str, shown: str) -> bool:
    return shown == PurePosixPath(text).as_posix() or (
        text not in ("*", "**") and fnmatchcase(shown, text)
    )


def _by_name(stem: str, tables: Mapping[str, Table]) -> str:
    """The table whose name the file's is like, or holds: `recuring_revenue`, `customers (1)`, `old-deals`."""
    bare = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    held = [name for name in tables if f"_{name}_" in f"_{bare}_"]
    like = difflib.get_close_matches(bare, list(tables), n=1, cutoff=LIKE)
    return max(held, key=len) if held else like[0] if like else ""


def _by_header(path: Path, kinds: Kinds) -> str:
    """The table that its first lines are like; "" where they are like none, or nothing can be seen."""
    try:
        with path.open("rb") as file:
            start = file.read(START_BYTES)
            reader = reader_of(path, kinds.readers, start)
            if reader.pieces is None:
                if path.stat().st_size > MOST_BYTES:
                    return ""
                start += file.read()
    except OSError:
        return ""
    rows = reader.sample(start, Input())
    found = recognise(rows, kinds.presets.values())
    if found and not found.preset.refuse:
        return found.preset.table
    near = (nearest_table(row, kinds.tables) for row in rows[:HEADER_LINES] if len(row) > 1)
    return next(filter(None, near), "")


def _warning(shown: str, near: str, others: Sequence[str], rename: bool) -> Problem:
    """near: the table that it is like; others: the files that table is read from."""
    says = f'[inputs.{near or "TABLE"}] path = "{shown}"'
    if not near:
        what = f"no table is read from {shown}"
        advice = f"Write {says}, with the table that it is, or take it away."
    elif others:
        what = f"{shown} is not read: {near} is read from {others[0]}"
        advice = f"Take away the one that is not meant, or write {says}."
    else:
        what = f"{shown} is not read, and {near} is read from no file"
        advice = f"Its header is that of {near}: write {says}."
        if rename:
            right = f"{near}{PurePosixPath(shown).suffix.lower()}"
            advice = f"Did you mean {right}? Rename it so, or write {says}."
    return Problem(shown, what, advice, severity=Severity.WARNING, check=NAME)
