"""How a file writes numbers and dates: declared in pack.toml, or deduced from evidence, never guessed.

`1.234` is one thousand two hundred thirty-four in Stockholm and one and a quarter in London. Where
nothing in a file says which, the file is refused and both readings are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

import polars as pl

from reportgen.intake.codes import by_cell

DECIMAL_MARKS = {"sv": ",", "da": ",", "nb": ",", "no": ",", "fi": ",", "de": ",", "en": "."}
KNOWN_LOCALES = "sv, da, nb, fi, de, en"

# A mark is decimal when it is the last of two kinds, when other than three digits follow it, when
# three digits follow a zero, four digits or more, or groups of three; it groups when it stands twice.
_DECISIVE = (
    r"{other}.*{mark}"
    r"|^[^.,]*{mark}(?:[0-9]{{1,2}}|[0-9]{{4,}})(?:[^0-9.,]|$)"
    r"|(?:^|[^0-9])(?:0|[0-9]{{4,}}|[0-9]{{1,3}}(?:[ '’][0-9]{{3}})+)?{mark}[0-9]{{3}}(?:[^0-9.,]|$)"
    r"|{other}[0-9]{{3}}{other}"
)
_POINT, _COMMA = re.escape("."), ","
DECISIVE = {
    ",": _DECISIVE.format(mark=_COMMA, other=_POINT),
    ".": _DECISIVE.format(mark=_POINT, other=_COMMA),
}
MARKED = r"[0-9][.,][0-9]"


@dataclass(frozen=True)
class Dialect:
    """What pack.toml says about a file: the decimal mark of its locale, and the form of its dates."""

    locale: str | None = None
    date_format: str | None = None

    @property
    def decimal_mark(self) -> str | None:
        """The declared decimal mark, or None when no locale is given.

        Raises ValueError with a sentence when the locale is not known.
        """
        if self.locale is None:
            return None
        language, _, region = self.locale.replace("-", "_").partition("_")
        if language.lower() not in DECIMAL_MARKS:
            raise ValueError(f"{self.locale!r} is not a locale that numbers are read in")
        # Swiss German writes 1'234.50.
        if region.upper() == "CH":
            return "."
        return DECIMAL_MARKS[language.lower()]


class Doubt(Enum):
    """Why a decimal mark cannot be deduced."""

    AMBIGUOUS = "ambiguous"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True)
class Seen:
    """A cell that says something: which row of the file it stands in, and where a person finds it."""

    place: int
    cell: str
    line: int | None = None
    header: str = ""


@dataclass(frozen=True)
class Evidence:
    """What the cells of a column of numbers say about its decimal mark.

    marks   decimal mark -> the first cell that can only be read with it
    marked  the first cell that has a mark which could be decimal
    """

    marks: Mapping[str, Seen] = field(default_factory=dict)
    marked: Seen | None = None

    def with_later(self, later: Evidence) -> Evidence:
        """Together with that of rows further down."""
        return Evidence({**later.marks, **self.marks}, self.marked or later.marked)


def evidence_for(text: pl.Series, row: Callable[[int], Seen]) -> Evidence:
    """The evidence of a column. row: place -> the cell there, and where it is found."""
    found = {}
    for mark, pattern in DECISIVE.items():
        place = _first_place(text, partial(_decides, pattern))
        if place is not None:
            found[mark] = row(place)
    place = _first_place(text, lambda cells: cells.str.contains(MARKED))
    return Evidence(found, None if place is None else row(place))


def _decides(pattern: str, cells: pl.Series) -> pl.Series:
    plain = cells.str.replace_all(r"(?i)kr\.", "kr").str.replace_all(
        "[\u00a0\u202f\u2009\u2007]", " "
    )
    return plain.str.contains(pattern)


def _first_place(text: pl.Series, judge: Callable[[pl.Series], pl.Series]) -> int | None:
    hits = by_cell(text, judge).fill_null(False)
    return hits.arg_max() if hits.any() else None


def deduce_marks(columns: Mapping[str, pl.Series]) -> dict[str, str | Doubt]:
    """The decimal mark of each column of numbers of one file, see `decided`."""
    return decided({name: _evidence(text) for name, text in columns.items()})


def _evidence(text: pl.Series) -> Evidence:
    return evidence_for(text, lambda place: Seen(place, text[place]))


def decided(evidence: Mapping[str, Evidence]) -> dict[str, str | Doubt]:
    """The decimal mark of each column, by all that was seen of the file.

    A column's own evidence counts; one without any takes the file's when that is of one mind. A
    column in which no mark stands needs none and gets ".".
    """
    of_file = {mark for found in evidence.values() for mark in found.marks}
    marks: dict[str, str | Doubt] = {}
    for name, found in evidence.items():
        own = list(found.marks)
        if len(own) == 2:
            marks[name] = Doubt.CONTRADICTORY
        elif own:
            marks[name] = own[0]
        elif found.marked is None:
            marks[name] = "."
        else:
            marks[name] = next(iter(of_file)) if len(of_file) == 1 else Doubt.AMBIGUOUS
    return marks
