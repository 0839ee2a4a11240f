"""Dataset: every export read, exact and checked; what the measuring room works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reportgen.errors import InputError
from reportgen.problem import Problem, Severity

if TYPE_CHECKING:
    import polars as pl

    from reportgen.intake.check import Check
    from reportgen.intake.load import Part
    from reportgen.intake.table import Table
    from reportgen.pack import Pack
    from reportgen.period import Period

FILE_COLUMN = "source_file"
LINE_COLUMN = "source_line"
# While a wide file is read, its cells remember the header of their column here.
HEADER_COLUMN = "source_header"
# Rows made of a subscription remember the day on which it ends, also one that lies ahead.
END_COLUMN = "source_end"


@dataclass(frozen=True)
class SourceFile:
    """One file as it was read.

    months   labels of its first and last month, both empty when the table has no time
    preset   the name of the preset by which it was read, "" when by nothing but its headers
    read_as  that preset's title: whose export it is
    dropped  rows that were left out as no data: totals, footers
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
    preset: str = ""
    dropped: int = 0
    read_as: str = ""


@dataclass(frozen=True)
class CheckRun:
    """One check as it was run: how many problems it found, and why it was let pass, if it was.

    applied  whether the exports held anything for it to look at
    """

    name: str
    found: int
    waived_because: str = ""
    applied: bool = True


@dataclass(frozen=True)
class Dataset:
    """Tables by name: canonical columns, further columns as text, and where each row stood.

    Every frame has `source_file` (String) and `source_line` (UInt32, the physical line).
    `further` names, per table, the columns of the file that are no canonical ones: splits.
    `history_starts` is the month number from which the export is known to be complete (a
    subscriptions file with start dates is, a monthly file is not), or None.
    `read_by` says of a file by which cell the order of its days and months was decided, where cells
    had to decide it.
    """

    tables: Mapping[str, pl.DataFrame]
    files: tuple[SourceFile, ...] = ()
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    checks: tuple[CheckRun, ...] = ()
    history_starts: int | None = None
    read_by: Mapping[str, str] = field(default_factory=dict)
    # What checks have made of the tables and the next check need not make again.
    notes: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def has(self, table: str) -> bool:
        """Whether the pack has this table, with at least one row."""
        return table in self.tables and self.kept(table).height > 0

    def kept(self, table: str) -> pl.DataFrame:
        """A table as it is kept: the text columns of a large one are Categorical, not String."""
        kept: Callable[[str], pl.DataFrame] = getattr(self.tables, "kept", self.tables.__getitem__)
        return kept(table)


def read_dataset(
    pack: Pack, period: Period, strict: bool = False, piece_bytes: int | None = None
) -> Dataset:
    """Read every export of a pack and run every check.

    strict: a warning stops the build too, unless its check is waived.
    piece_bytes: a larger file is read in pieces of about this size, to the same result.
    Raises InputError with all problems of all files, errors first, and PackError when pack.toml
    names tables, columns, shapes or checks that do not exist, or files outside its folder.
    """
    # Imported here: whoever only needs the names above does not wait for polars.
    from reportgen.intake import checks, readers, shapes, tables
    from reportgen.intake.check import Check
    from reportgen.intake.left_over import NAME, left_over
    from reportgen.intake.load import PIECE_BYTES, Kinds, load_file
    from reportgen.intake.options import check_options
    from reportgen.intake.preset import load_presets
    from reportgen.intake.reader import Reader
    from reportgen.intake.shape import Shape
    from reportgen.intake.source import find_sources
    from reportgen.intake.table import Table
    from reportgen.members import load_members

    kinds = Kinds(
        load_members(tables, Table),
        load_members(readers, Reader),
        load_members(shapes, Shape),
        load_presets(pack.folder),
        piece_bytes=piece_bytes or PIECE_BYTES,
    )
    members = load_members(checks, Check)
    check_options(pack, kinds.tables, kinds.shapes, kinds.presets, list(members))
    sources, problems = find_sources(pack, kinds.tables, kinds.readers.values())

    def unread(said: list[Problem]) -> list[Problem]:
        read = {shown: s.table.becomes or s.name for s in sources for _, shown in s.files}
        return [] if NAME in pack.checks else left_over(pack, kinds, read, said)

    if not sources and not problems:
        raise InputError([_nothing_to_read(kinds.tables), *unread([])])
    parts = [
        load_file(source, path, shown, pack, period, kinds)
        for source in sources
        for path, shown in source.files
    ]
    problems += [problem for part in parts for problem in part.problems]
    problems += _apart(parts)
    if any(problem.severity is Severity.ERROR for problem in problems):
        problems += unread(problems)
    _stop(problems, strict)
    dataset = _assembled(parts)
    runs, found = _run(members, dataset, pack, period)
    waived = {run.name for run in runs if run.waived_because}
    firm = {name for name, member in members.items() if not member.waivable}
    left = [
        problem
        for problem in found
        if problem.check not in waived
        or (problem.check in firm and problem.severity is Severity.ERROR)
    ]
    _stop([*problems, *left], strict)
    dataset.notes.clear()
    return replace(dataset, checks=tuple(runs), warnings=(*problems, *map(_as_warning, found)))


def _apart(parts: list[Part]) -> list[Problem]:
    """Files whose rows hang together across them: a credit note in one, its invoice in the other."""
    problems: list[Problem] = []
    first: dict[str, Part] = {}
    for part in parts:
        other = first.setdefault(part.table, part)
        if part.whole and other is not part:
            problems.append(
                Problem(
                    part.source.path,
                    f"rows of the shape {part.whole!r} hang together, and those in "
                    f"{other.source.path} and in this file cannot be read as one",
                    "Export them in one file, or put the rows below each other in one.",
                )
            )
    return problems


def _assembled(parts: list[Part]) -> Dataset:
    """Files of one table one below the other; columns that a file lacks are null in its rows."""
    import polars as pl

    from reportgen.intake.codes import KeptTables

    frames: dict[str, list[pl.DataFrame]] = {}
    further: dict[str, dict[str, None]] = {}
    for part in parts:
        if part.frame is not None:
            frames.setdefault(part.table, []).append(part.frame)
            further.setdefault(part.table, {}).update(dict.fromkeys(part.further))
    _share_codes(frames)
    starts = [part.starts for part in parts if part.starts is not None]
    last = [FILE_COLUMN, LINE_COLUMN]
    return Dataset(
        tables=KeptTables(
            {
                name: pl.concat(pieces, how="diagonal", rechunk=False).select(
                    pl.exclude(last), *last
                )
                for name, pieces in frames.items()
            }
        ),
        files=tuple(part.source for part in parts),
        further={name: tuple(names) for name, names in further.items()},
        history_starts=min(starts, default=None),
        read_by={part.source.path: part.read_by[0] for part in parts if part.read_by},
    )


def _share_codes(frames: dict[str, list[pl.DataFrame]]) -> None:
    """A table of which one file is kept as codes is kept so as a whole."""
    import polars as pl

    for name, pieces in frames.items():
        types = {
            column: dtype
            for piece in pieces
            for column, dtype in piece.schema.items()
            if isinstance(dtype, pl.Categorical)
        }
        if types:
            frames[name] = [
                piece.cast({column: types[column] for column in piece.columns if column in types})
                for piece in pieces
            ]


def _run(
    members: Mapping[str, Check], dataset: Dataset, pack: Pack, period: Period
) -> tuple[list[CheckRun], list[Problem]]:
    runs, found = [], []
    for name, member in members.items():
        problems = [
            problem if problem.check else replace(problem, check=name)
            for problem in member.find(dataset, pack, period)
        ]
        waiver = pack.checks.get(name)
        reason, applied = waiver.waive if waiver else "", member.applies(dataset, pack)
        runs.append(CheckRun(name, len(problems), reason, applied))
        found += problems
    return runs, found


def _stop(problems: list[Problem], strict: bool) -> None:
    """Raise InputError when there is an error among them; warnings ride along after the errors."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or (strict and problems):
        warnings = [problem for problem in problems if problem.severity is not Severity.ERROR]
        raise InputError([*errors, *warnings])


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)


def _nothing_to_read(tables: Mapping[str, Table]) -> Problem:
    listed = "\n".join(
        f"      {name}.csv ({table.export}): {table.unlocks}" for name, table in tables.items()
    )
    return Problem(
        "pack.toml",
        "the pack has no exports: nothing lies beside pack.toml or in inputs/, and [inputs] is empty",
        f"Put one or more of these there:\n{listed}",
    )
