"""Formats whose files hold rows of cells already: from those rows to a raw table."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

import polars as pl

from reportgen.intake.reader import BETWEEN, RawTable, frame_of, header_of, positions
from reportgen.intake.readers._sections import Sieve
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

Row = Sequence[str]
# What the standard library raises over a zip archive that is cut, damaged or encrypted.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)


class Lines(Sequence[str]):
    """Rows of cells as lines to show in messages; a line is written when somebody asks for it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [BETWEEN.join(row) for row in self.rows[at]]
        return BETWEEN.join(self.rows[at])


def empty(content: bytes, shown: str) -> RawTable:
    """A raw table that knows nothing yet but its bytes."""
    return RawTable(shown, hashlib.sha256(content).hexdigest(), len(content))


def first_filled(rows: Sequence[Row]) -> int:
    """The place of the first row that is not blank."""
    return next((at for at, row in enumerate(rows) if any(map(_filled, row))), len(rows))


def table_of(raw: RawTable, rows: Sequence[Row], options: Input) -> RawTable:
    """The raw table of a sheet: the header, the filled rows below it, their row numbers."""
    first = options.header_row - 1 if options.header_row else first_filled(rows)
    if first >= len(rows):
        what = f"the table has {len(rows)} rows, so there is no header in row {first + 1}"
        return raw.complaining(raw.problem(what, "Correct header_row under {section}."))
    below = first + (options.header_rows or 1)
    header = header_of(rows[first:below])
    while header and not header[-1]:
        header.pop()
    width = len(header)
    kept, numbers, sieve = [], [], Sieve(options)
    for number, row in enumerate(rows[below:], start=below + 1):
        if not any(map(_filled, row)) or sieve.takes(row, number):
            continue
        kept.append(row)
        numbers.append(number)
    columns = {
        name: pl.Series(name, [row[at] if at < len(row) else "" for row in kept], dtype=pl.String)
        for at, name in enumerate(positions(width))
    }
    found = replace(
        raw,
        header=tuple(header),
        header_line=first + 1,
        lines=Lines(rows),
        frame=frame_of(columns, pl.Series(numbers, dtype=pl.UInt32)),
    )
    return sieve.added(found.complaining(*_problems(found, kept, numbers)))


def _problems(raw: RawTable, rows: Sequence[Row], numbers: Sequence[int]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for at, name in enumerate(raw.header, start=1):
        if name and name in seen:
            what = f"the header {name!r} stands twice, in columns {seen[name]} and {at}"
            advice = "Delete or rename one of the two."
            yield raw.problem(what, advice, line=raw.header_line, column=name)
        seen.setdefault(name, at)
    for number, row in zip(numbers, rows, strict=True):
        beside = [at for at, cell in enumerate(row) if _filled(cell) and not _headed(raw, at)]
        if beside:
            yield raw.problem(
                f"a cell stands in column {beside[0] + 1}, which has no header",
                "Write a header above it, or delete it; when the header stands further down, say "
                "where with header_row = … under {section}.",
                line=number,
                value=row[beside[0]],
            )
            break
    if not rows:
        yield raw.problem(
            "there is a header but no rows",
            "Export it again, or take the file away.",
            line=raw.header_line,
            severity=Severity.WARNING,
        )


def _headed(raw: RawTable, at: int) -> bool:
    return at < len(raw.header) and bool(raw.header[at])


def _filled(cell: str) -> bool:
    return bool(cell.strip(EDGE_BLANKS))
