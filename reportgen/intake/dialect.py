"""How a file writes numbers and dates: declared in pack.toml, or deduced from evidence, never guessed.

`1.234` is one thousand two hundred thirty-four in Stockholm and one and a quarter in London. Where
nothing in a file says which, the file is refused and both readings are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import polars as pl

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


def evidence_for(text: pl.Series) -> dict[str, int | None]:
    """For each decimal mark the place of the first cell that can only be read with it."""
    plain = text.str.replace_all(r"(?i)kr\.", "kr").str.replace_all(
        "[\u00a0\u202f\u2009\u2007]", " "
    )
    found: dict[str, int | None] = {}
    for mark, pattern in DECISIVE.items():
        hits = plain.str.contains(pattern).fill_null(False)
        found[mark] = hits.arg_max() if hits.any() else None
    return found


def first_marked(text: pl.Series) -> int | None:
    """The place of the first cell that has a mark which could be decimal, or None."""
    marked = text.str.contains(MARKED).fill_null(False)
    return marked.arg_max() if marked.any() else None


def deduce_marks(columns: Mapping[str, pl.Series]) -> dict[str, str | Doubt]:
    """The decimal mark of each column of numbers of one file.

    A column's own evidence counts; one without any takes the file's when that is of one mind. A
    column in which no mark stands needs none and gets ".".
    """
    evidence = {name: evidence_for(text) for name, text in columns.items()}
    of_file = {
        mark for found in evidence.values() for mark, place in found.items() if place is not None
    }
    marks: dict[str, str | Doubt] = {}
    for name, found in evidence.items():
        own = [mark for mark, place in found.items() if place is not None]
        if len(own) == 2:
            marks[name] = Doubt.CONTRADICTORY
        elif own:
            marks[name] = own[0]
        elif first_marked(columns[name]) is None:
            marks[name] = "."
        else:
            marks[name] = next(iter(of_file)) if len(of_file) == 1 else Doubt.AMBIGUOUS
    return marks
