"""Characters that no cell may hold, and the ones that text is freed of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

import polars as pl

from reportgen.intake.codes import by_cell, cells_of, coded, distinct, handed_out

Value = TypeVar("Value")

# Excel pads with no-break spaces, web pages with the others; U+FEFF is a byte order mark astray.
BLANKS = " \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
EDGE_BLANKS = "".join(map(chr, [*b" \t\r\n", 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]))
# Not allowed in XML, therefore fatal to charts and PDF; C1 controls come from a wrong encoding.
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
# They turn the order of what is printed after them, so that 100 can be made to look like 001.
BIDIRECTIONAL = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
REPLACEMENT = "\ufffd"

FORBIDDEN = f"[{CONTROL}{BIDIRECTIONAL}]"
FORBIDDEN_IN_KEYS = f"[{CONTROL}{BIDIRECTIONAL}{INVISIBLE}{REPLACEMENT}]"


def trimmed(text: pl.Series) -> pl.Series:
    """Text without blanks around it; what is then empty is null. Coded text stays coded."""
    if not isinstance(text.dtype, pl.Categorical):
        bare = text.str.strip_chars(EDGE_BLANKS)
        return bare.set((bare == "").fill_null(False), None)
    cells = cells_of(text)
    bare = trimmed(cells)
    if bare.eq_missing(cells).all():
        return text
    return handed_out(coded(bare), text)


def clean(text: pl.Series) -> pl.Series:
    """Text in one form: accents composed, line breaks to blanks, nothing invisible.

    Two systems write `Å` as one character or as two; they must not split one segment in two.
    """
    if text.str.contains(f"[{INVISIBLE}\\r\\n]|\\pM").any():
        text = text.str.replace_all(f"[{INVISIBLE}]", "").str.replace_all(r"\s*[\r\n]+\s*", " ")
        return text.str.normalize("NFC")
    return text


def forbidden(text: pl.Series, key: bool) -> pl.Series:
    """True where a cell holds a character that it may not."""
    pattern = FORBIDDEN_IN_KEYS if key else FORBIDDEN
    return by_cell(text, lambda cells: cells.str.contains(pattern)).fill_null(False)


def why_forbidden(text: str) -> tuple[str, str]:
    """Which character it is, by code point, and what to do: two sentences."""
    character = re.findall(FORBIDDEN_IN_KEYS, text)[0]
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "a control character").lower()
    if re.match(f"[{CONTROL}]", character):
        what = f"the cell holds {code}, {name}, which cannot be printed"
        return (
            what,
            "Delete it in the source system, or declare the file's right encoding under {section}.",
        )
    if re.match(f"[{BIDIRECTIONAL}]", character):
        what = f"the cell holds {code}, {name}, which turns the order of what is printed"
        return what, "Delete the invisible character in the source system."
    if character == REPLACEMENT:
        what = f"the cell holds {code}: a letter was lost before the file was written"
        return what, "Export again in UTF-8, so that two different names cannot become one."
    what = f"the key holds {code}, {name}, which nobody sees and which splits one name in two"
    return what, "Delete the invisible character in the source system."


def by_distinct(
    text: pl.Series, read: Callable[[str], Value | None], dtype: pl.DataType | type[pl.DataType]
) -> pl.Series:
    """`read` applied to every cell, at the cost of the distinct ones; None becomes null."""
    cells = distinct(text)
    values: list[Any] = [read(cell) for cell in cells]
    if cells.is_empty():
        return pl.Series(text.name, [None], dtype=dtype).new_from_index(0, len(text))
    answers = pl.Series(values, dtype=dtype)
    return by_cell(
        text,
        lambda every: every.replace_strict(cells, answers, default=None, return_dtype=dtype),
    )
