"""Which column of a file is which column of a table: declared in pack.toml, or known by its header."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from reportgen.intake.codes import plain
from reportgen.intake.dataset import FILE_COLUMN, HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.reader import RawTable
from reportgen.intake.table import ColumnType, Table
from reportgen.intake.text import forbidden, trimmed, why_forbidden
from reportgen.pack_input import Input
from reportgen.problem import Problem

# Names that a frame needs for itself.
RESERVED = (FILE_COLUMN, LINE_COLUMN, HEADER_COLUMN)


@dataclass(frozen=True)
class Cells:
    """The cells of one file under the names of a table's columns, still as text.

    frame      columns of text (of large files: of codes for it), trimmed, blank = null, and
               `source_line`
    headers    name -> header in the file
    further    names of the columns that the table does not know
    constants  name -> value from pack.toml, written with a decimal point
    currency   the reporting currency, "" where a file is looked at without a pack
    """

    raw: RawTable
    frame: pl.DataFrame
    headers: Mapping[str, str]
    further: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""

    @property
    def names(self) -> list[str]:
        """Names of all columns that hold text."""
        return [name for name in self.frame.columns if name != LINE_COLUMN]

    def holding(self, frame: pl.DataFrame) -> Cells:
        """The same with another frame."""
        return replace(self, frame=frame)


def find_cells(raw: RawTable, table: Table, options: Input) -> tuple[Cells, list[Problem]]:
    """Give the columns of a file their names; problems are those of headers, not of cells."""
    forbidden_headers = pl.Series(raw.header, dtype=pl.String).filter(
        forbidden(pl.Series(raw.header, dtype=pl.String), key=False)
    )
    problems = [
        raw.problem(*why_forbidden(header), line=raw.header_line, column=header)
        for header in forbidden_headers
    ]
    declared = _declared(raw, table, options, problems)
    constants = {
        _canonical(name, table): _as_text(value) for name, value in options.constants.items()
    }
    for name in sorted(set(declared) & set(constants)):
        what = f"{name} is given under columns and under constants"
        problems.append(raw.problem(what, "Keep one of the two under {section}.", column=name))
    spare = _first_filled(raw, table, options, problems)
    declared |= {name: places[0] for name, places in spare.items()}
    bare = [normalised(header) for header in raw.header]
    ignored = {at for at, word in enumerate(bare) if word in map(normalised, options.ignore)}
    settled = {*declared, *constants}
    claimed = {*declared.values(), *ignored, *(at for places in spare.values() for at in places)}
    found = declared | _recognised(raw, table, settled, claimed, problems)
    found |= _currency_beside(bare, table, found, {*declared, *constants})
    for name, column in table.columns.items():
        if name not in found and name in options.values and column.read_from in found:
            found[name] = found[column.read_from]
        for header, (other, value) in column.implies.items():
            if name in found and normalised(raw.header[found[name]]) == normalised(header):
                problems.extend(_contradicted(raw, name, other, value, found, constants))
                constants.setdefault(other, value)
    taken = claimed | set(found.values())
    names = {name: at for name, at in found.items() if name not in constants}
    further = []
    for at, header in enumerate(raw.header):
        if header and at not in taken:
            name = _further_name(header, at, {*names, *constants, *table.columns})
            names[name] = at
            further.append(name)
    frame = pl.DataFrame(
        [
            *(_first_of(raw, spare.get(name, [at])).rename(name) for name, at in names.items()),
            raw.frame[LINE_COLUMN],
        ]
    )
    frame = frame.select(
        *names, *(pl.lit(value).alias(name) for name, value in constants.items()), LINE_COLUMN
    )
    headers = {name: raw.header[at] for name, at in names.items()}
    return Cells(raw, frame, headers, tuple(further), constants), problems


def _first_of(raw: RawTable, places: Sequence[int]) -> pl.Series:
    """The cells of a column, trimmed; of several columns those of the first that is filled."""
    columns = [trimmed(raw.frame[str(place)]) for place in places]
    if len(columns) == 1:
        return columns[0]
    return pl.select(pl.coalesce([plain(column) for column in columns])).to_series()


def missing_columns(
    cells: Cells,
    table: Table,
    name: str,
    options: Input,
    required: Iterable[str] = (),
    advices: Mapping[str, str] | None = None,
) -> Iterator[Problem]:
    """A problem for every required column that neither the file nor pack.toml has.

    required  further columns that this kind of file cannot do without
    advices   column -> what its preset says to do about it
    """
    # A header that pack.toml names and the file lacks has been complained of already.
    declared = {_canonical(word, table) for word in options.columns}
    unused = [cells.headers[further] for further in cells.further]
    for column_name, column in table.columns.items():
        needed = column.required or column_name in required
        if not needed or column_name in {*cells.frame.columns, *declared}:
            continue
        near = nearest_header(column_name, column.synonyms, unused)
        header = quoted(near or "header in the file")
        advice = f"Write under [inputs.{name}.columns]: {column_name} = {header}."
        if column_name in ("currency", "interval", "kind", "version"):
            advice += f" Or, when it is the same for all rows, under [inputs.{name}.constants]."
        if column.read_from:
            advice += (
                f" Or translate {column.read_from} under [inputs.{name}.values.{column_name}], "
                f'one line each: "text in {column.read_from}" = one of {", ".join(column.choices)}.'
            )
        if advices and column_name in advices:
            advice = f"{advices[column_name]} Or: {advice[0].lower()}{advice[1:]}"
        yield cells.raw.problem(
            f"no column of this file is {column_name!r}, which {name} cannot do without; "
            f"its headers are {', '.join(map(repr, cells.raw.header))}",
            advice,
            line=cells.raw.header_line,
        )


def column_named(word: str, table: Table) -> str | None:
    """The canonical column that a word in pack.toml means: its name or a synonym of it."""
    if word in table.columns:
        return word
    bare = normalised(word)
    for name, column in table.columns.items():
        if bare in (normalised(name), *map(normalised, column.synonyms)):
            return name
    return None


def _canonical(word: str, table: Table) -> str:
    return column_named(word, table) or normalised(word)


def _declared(
    raw: RawTable, table: Table, options: Input, problems: list[Problem]
) -> dict[str, int]:
    found = {}
    bare = [normalised(header) for header in raw.header]
    for name, wanted in options.columns.items():
        headers = (wanted,) if isinstance(wanted, str) else wanted
        places = [raw.header.index(header) for header in headers if header in raw.header]
        places += [
            bare.index(normalised(header)) for header in headers if normalised(header) in bare
        ]
        if places:
            found[_canonical(name, table)] = places[0]
        else:
            close = difflib.get_close_matches(normalised(headers[0]), bare, n=1, cutoff=0.5)
            hint = f"Did you mean {raw.header[bare.index(close[0])]!r}? " if close else ""
            problems.append(
                raw.problem(
                    f"the header {headers[0]!r}, which pack.toml names for {name}, is not in this file",
                    f"{hint}The headers are {', '.join(map(repr, raw.header))}.",
                    line=raw.header_line,
                    column=headers[0],
                )
            )
    return found


def _first_filled(
    raw: RawTable, table: Table, options: Input, problems: list[Problem]
) -> dict[str, list[int]]:
    """Column -> the places of the headers of which the first filled one counts."""
    bare = [normalised(header) for header in raw.header]
    found = {}
    for name, headers in options.first_filled.items():
        places = [bare.index(normalised(one)) for one in headers if normalised(one) in bare]
        if len(places) == len(headers):
            found[_canonical(name, table)] = places
            continue
        lacking = next(one for one in headers if normalised(one) not in bare)
        problems.append(
            raw.problem(
                f"the header {lacking!r}, which pack.toml names for {name}, is not in this file",
                f"The headers are {', '.join(map(repr, raw.header))}.",
                line=raw.header_line,
                column=lacking,
            )
        )
    return found


def _currency_beside(
    bare: Sequence[str], table: Table, found: Mapping[str, int], said: set[str]
) -> dict[str, int]:
    """The column `Amount Currency` beside `Amount`: it speaks of that amount and of no other."""
    if "currency" not in table.columns or "currency" in said:
        return {}
    for name, column in table.columns.items():
        if column.type is ColumnType.MONEY and column.required and name in found:
            header = bare[found[name]]
            for word in (f"{header}_currency", f"currency_of_{header}"):
                if word in bare:
                    return {"currency": bare.index(word)}
    return {}


def _recognised(
    raw: RawTable,
    table: Table,
    settled: set[str],
    claimed: set[int],
    problems: list[Problem],
) -> dict[str, int]:
    """Columns known by their headers; two that could both be meant are refused, not chosen from."""
    bare = [
        # A header that pack.toml gives to one column is no candidate for another.
        "" if at in claimed else normalised(header)
        for at, header in enumerate(raw.header)
    ]
    found = {}
    for name, column in table.columns.items():
        if name in settled:
            continue
        words = [normalised(word) for word in (name, *column.synonyms)]
        places = [at for word in dict.fromkeys(words) for at in _all_at(bare, word)]
        # Of two headers for a text the better known one is taken; a number must not be chosen, and
        # of `Value` and `VALUE` neither is better known.
        sure = bare.count(words[0]) == 1
        if len(places) > 1 and (column.type is not ColumnType.TEXT or column.key) and not sure:
            shown = " and ".join(repr(raw.header[at]) for at in places)
            problems.append(
                raw.problem(
                    f"the headers {shown} could each be {name!r}",
                    f"Say which: {name} = {quoted(raw.header[places[0]])} under columns of {{section}}.",
                    line=raw.header_line,
                    column=raw.header[places[0]],
                )
            )
        if places:
            found[name] = places[0]
    return found


def _all_at(words: list[str], word: str) -> list[int]:
    return [at for at, candidate in enumerate(words) if candidate == word]


def _contradicted(
    raw: RawTable,
    name: str,
    other: str,
    value: str,
    found: Mapping[str, int],
    constants: Mapping[str, str],
) -> Iterator[Problem]:
    """A header that says `per month` beside a column that says what the amount is per."""
    if other in found and other not in constants:
        header, column = raw.header[found[name]], raw.header[found[other]]
        yield raw.problem(
            f"the header {header!r} says that the amount is per {value}, and the column {column!r} "
            "may say otherwise",
            f'Write {other} = "{value}" under constants of {{section}} to believe the header, or '
            f"rename it to amount to believe the column.",
            line=raw.header_line,
            column=header,
        )


def _further_name(header: str, at: int, taken: set[str]) -> str:
    name = normalised(header) or f"column_{at + 1}"
    while name in taken or name in RESERVED:
        name += "_in_file"
    return name


def nearest_header(name: str, synonyms: tuple[str, ...], headers: list[str]) -> str:
    """The header most like a column's name or one of its synonyms, "" when none is."""
    bare = {normalised(header): header for header in headers}
    for word in (name, *synonyms):
        if close := difflib.get_close_matches(normalised(word), bare, n=1, cutoff=0.7):
            return bare[close[0]]
    return ""


def quoted(text: str) -> str:
    """A text as a string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _as_text(value: str | int | float | bool | date) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
