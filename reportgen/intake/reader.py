"""The kind "reader": a file format, from bytes to a table of text with the line of every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import polars as pl

from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

# What stands between two cells where a message shows a row of a file that has no lines.
BETWEEN = " | "


class Indexed(Protocol):
    """Lines by number, counted from 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, line: int, /) -> str: ...


@dataclass(frozen=True)
class RawTable:
    """A file as it was read: nothing but text, nothing guessed.

    file      path as it is shown to the user
    header    the headers as they stand in the file; empty when the file could not be read at all
    frame     columns `0`, `1`, ... by position in the header, String or (large files) codes for it,
              and `source_line` (UInt32)
    lines     the physical lines, for excerpts; empty for formats that have none
    problems  what is wrong with the file's structure
    sheet     the sheet of a workbook that was read, "" for other formats
    about     what the file says of itself besides its rows: label and text, for whoever inspects it
    dropped   how many rows were left out because pack.toml or a preset says that they are no data
    """

    file: str
    sha256: str
    size_bytes: int
    header: tuple[str, ...] = ()
    header_line: int = 1
    frame: pl.DataFrame = field(default_factory=pl.DataFrame)
    encoding: str = ""
    separator: str = ""
    lines: Indexed = ()
    problems: tuple[Problem, ...] = ()
    dropped: int = 0
    sheet: str = ""
    about: tuple[tuple[str, str], ...] = ()

    def problem(
        self,
        what: str,
        advice: str = "",
        *,
        line: int | None = None,
        column: str = "",
        value: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem of this file, with the physical line as it stands there."""
        known = line is not None and 1 <= line <= len(self.lines)
        excerpt = self.lines[line - 1] if line is not None and known else ""
        return Problem(
            file=self.file,
            what=what,
            advice=advice,
            line=line,
            column=column,
            value=value,
            excerpt=excerpt,
            severity=severity,
            position=self._position(excerpt, column, value),
            sheet=self.sheet,
            cell=self._cell(line, column),
        )

    def _cell(self, line: int | None, column: str) -> str:
        """Where a spreadsheet shows it: `C3`."""
        if not self.sheet or line is None or column not in self.header:
            return ""
        at, letters = self.header.index(column) + 1, ""
        while at:
            at, letter = divmod(at - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{line}"

    def _position(self, excerpt: str, column: str, value: str) -> int:
        """Where the cell of a column begins in its line, from 1; 0 when nothing tells."""
        if column in self.header and '"' not in excerpt:
            between = self.separator or BETWEEN
            cells = excerpt.split(between)
            at = self.header.index(column)
            if at < len(cells) and value in cells[at]:
                before = sum(len(cell) + len(between) for cell in cells[:at])
                return before + cells[at].find(value) + 1
        return excerpt.find(value) + 1 if value and excerpt.count(value) == 1 else 0

    def complaining(self, *problems: Problem) -> RawTable:
        """The same with these problems added."""
        return replace(self, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class Pieces:
    """A file too large to be held as a whole.

    raw       its header and what else is known of it, no rows
    tables    its rows from top to bottom, a piece at a time
    problems  what is wrong with its structure, to be asked when all pieces have been taken
    """

    raw: RawTable
    tables: Iterator[RawTable]
    problems: Callable[[], tuple[Problem, ...]]


Read = Callable[[bytes, Input, str], RawTable]
Sample = Callable[[bytes, Input], list[list[str]]]
InPieces = Callable[[Path, Input, str, int], Pieces | None]


def nothing(content: bytes) -> bool:
    """No content tells the format: only the name of the file does."""
    return False


@dataclass(frozen=True)
class Reader:
    """A file format; its file name is its name.

    suffixes  the endings of file names that it reads, lower case, with the dot
    read      (content, what pack.toml says about it, path to show) -> RawTable; a user's mistake is
              a problem in the table, never an exception
    sample    the cells of its first lines, by which its kind is recognised; nothing where the file
              cannot be opened
    knows     whether content is of this format whatever the file is called
    pieces    the same as `read` for a large file, in pieces of so many bytes; None when it must be
              read as a whole
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    sample: Sample
    knows: Callable[[bytes], bool] = nothing
    pieces: InPieces | None = None


def is_dropped(row: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether the first filled cell of a row says that it is no data: a total, a footer."""
    first = next((cell.strip() for cell in row if cell.strip()), "")
    return bool(first) and any(re.search(pattern, first) for pattern in patterns)


def header_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The header that stands on one or more lines: `2026` above `juli` is `2026 juli`.

    A blank cell of an upper line repeats the one to its left, as merged cells are exported, where
    something stands below it.
    """
    *upper, lowest = [[cell.strip(EDGE_BLANKS) for cell in row] for row in rows]
    width = max(len(row) for row in (*upper, lowest))
    header = [*lowest, *[""] * (width - len(lowest))]
    for row in reversed(upper):
        above, said = "", []
        for at, below in enumerate(header):
            own = row[at] if at < len(row) else ""
            above = own or above
            said.append(" ".join(word for word in (own or (above if below else ""), below) if word))
        header = said
    return header


def positions(count: int) -> list[str]:
    """Names of a raw frame's columns."""
    return [str(at) for at in range(count)]


def frame_of(columns: Mapping[str, pl.Series], lines: pl.Series) -> pl.DataFrame:
    """A raw frame from its columns and the physical line of each row."""
    return pl.DataFrame([*columns.values(), lines.cast(pl.UInt32).rename(LINE_COLUMN)])
