"""Dataset: every export read, exact and checked; what the measuring room works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from reportgen.problem import Problem

FILE_COLUMN = "source_file"
LINE_COLUMN = "source_line"


@dataclass(frozen=True)
class SourceFile:
    """One file as it was read.

    months  labels of its first and last month, both empty when the table has no time
    """

    table: str
    path: str
    sha256: str
    size_bytes: int
    rows: int
    encoding: str
    separator: str
    first_month: str = ""
    last_month: str = ""


@dataclass(frozen=True)
class CheckRun:
    """One check as it was run: how many problems it found, and why it was let pass, if it was."""

    name: str
    found: int
    waived_because: str = ""


@dataclass(frozen=True)
class Dataset:
    """Tables by name, each with canonical columns, further columns as text, and where each row stood.

    Every frame has `source_file` (String) and `source_line` (UInt32, the physical line).
    `further` names, per table, the columns of the file that are no canonical ones: splits.
    `history_starts` is the month number from which the export is known to be complete (a
    subscriptions file with start dates is, a monthly file is not), or None.
    """

    tables: Mapping[str, pl.DataFrame]
    files: tuple[SourceFile, ...] = ()
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    checks: tuple[CheckRun, ...] = ()
    history_starts: int | None = None

    def has(self, table: str) -> bool:
        """Whether the pack has this table, with at least one row."""
        return table in self.tables and self.tables[table].height > 0
