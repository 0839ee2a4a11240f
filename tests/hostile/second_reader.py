"""A second opinion on an export, with nothing of reportgen in it: csv, Decimal and a few plain rules.

It reads more than the real reader may, for a refusal is never wrong here; but what it holds to be no
amount, no day or no table must not have been read, and what both read must be the same.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

Value = Decimal | date | str | None
MARKS = ",."
ORDERS = ("day first", "month first")
STRINGS = "xl/sharedStrings.xml"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
)
SIGNS = "-−–"


class Unreadable(Exception):
    """No reader may make anything of it."""


class Open(Exception):
    """Beyond these plain rules: this cell is not judged."""


@dataclass(frozen=True)
class Row:
    """Cells by header, and the physical line on which they begin."""

    line: int
    cells: Mapping[str, str]


def rows_of_text(content: bytes, encoding: str, separator: str) -> list[Row]:
    """The rows of a CSV file; raises Unreadable."""
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = io.StringIO(text, newline="\n")
        reader = csv.reader(lines, delimiter=separator, strict=True)
        found, before = [], 0
        for cells in reader:
            found.append((before + 1, cells))
            before = reader.line_num
    except (UnicodeError, csv.Error) as reason:
        raise Unreadable(str(reason)) from None
    return _below_the_header(found)


def member(content: bytes) -> bytes:
    """The first file in an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(archive.namelist()[0])
    except BROKEN as reason:
        raise Unreadable(str(reason)) from None


def rows_of_sheet(content: bytes) -> list[Row]:
    """The rows of the only sheet of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
            strings = archive.read(STRINGS) if STRINGS in names else b"<sst/>"
            texts = ElementTree.fromstring(strings)
    except (*BROKEN, ElementTree.ParseError) as reason:
        raise Unreadable(str(reason)) from None
    shared = ["".join(t.text or "" for t in si.iter() if _tag(t) == "t") for si in texts]
    found: dict[int, dict[int, str]] = {}
    for cell in (element for element in sheet.iter() if _tag(element) == "c"):
        place = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
        if place is None:
            raise Open("a cell without a place")
        column = 0
        for letter in place[1]:
            column = column * 26 + ord(letter) - 64
        found.setdefault(int(place[2]), {})[column] = _cell(cell, shared)
    width = max((max(row) for row in found.values()), default=0)
    return _below_the_header(
        (line, [row.get(at, "") for at in range(1, width + 1)])
        for line, row in sorted(found.items())
    )


def _cell(cell: ElementTree.Element, shared: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    text = "".join(v.text or "" for v in cell.iter() if _tag(v) in ("v", "t"))
    if kind == "s":
        try:
            return shared[int(text)]
        except (ValueError, IndexError):
            raise Unreadable("a text that is not there") from None
    if kind == "n" and text:
        try:
            # What a spreadsheet keeps of a number: fifteen digits.
            return format(Decimal(f"{Decimal(repr(float(text))):.15g}"), "f")
        except (ValueError, ArithmeticError):
            raise Unreadable("no number") from None
    if kind in ("str", "inlineStr", "n"):
        return text
    raise Open(kind)


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _below_the_header(found: Iterable[tuple[int, list[str]]]) -> list[Row]:
    filled = [(line, cells) for line, cells in found if cells and cells != [""]]
    filled = [(line, cells) for line, cells in filled if len(cells) > 1 or cells[0].strip()]
    if filled and filled[0][1][0].lower().startswith("sep="):
        del filled[0]
    if not filled:
        raise Unreadable("nothing")
    header = [cell.strip() for cell in filled[0][1]]
    rows, blank_since = [], 0
    for line, cells in filled[1:]:
        if not any(cell.strip() for cell in cells):
            blank_since = blank_since or line
            continue
        if blank_since:
            raise Unreadable("a row of nothing in the middle")
        if len(cells) != len(header):
            raise Unreadable(f"{len(cells)} cells")
        rows.append(Row(line, dict(zip(header, cells, strict=True))))
    named = [name for name in header if name]
    if len(set(named)) != len(named):
        raise Unreadable("a header twice")
    return rows


def spelled(header: str) -> str:
    """A header without case, accents, blanks and signs."""
    letters = unicodedata.normalize("NFKD", header.casefold().replace("ø", "o").replace("æ", "ae"))
    bare = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    return re.sub(r"[\W_]+", " ", bare).strip()


def amounts(texts: Sequence[str], percent: bool) -> dict[str, list[Value]]:
    """The readings of a column of amounts: decimal mark -> values, where every cell has one."""
    readings: dict[str, list[Value]] = {}
    for mark in MARKS:
        try:
            readings[mark] = [_amount(text, mark, percent) for text in texts]
        except Unreadable:
            continue
    return readings


def _amount(text: str, mark: str, percent: bool) -> Decimal | None:
    bare = _plain_digits(text).strip()
    if not bare:
        return None
    negative = 0
    if bare.startswith("(") != bare.endswith(")") and not bare.endswith(
        tuple(f"){s}" for s in SIGNS)
    ):
        raise Unreadable(text)
    if bare.startswith("("):
        negative, bare = 1, bare.strip("()").strip()
    bare, marks = re.subn(
        r"(?i)^([-−–+]?)\s*(?:kr\.?|[a-z]{3}|[€$£])\s*(?=[-−–0-9.,])", r"\1", bare
    )
    bare, more = re.subn(r"(?i)(?<=[0-9%])\s*(?:kr\.?|[a-z]{3}|[€$£])(?=[-−–]?$)", "", bare)
    hundredth = bare.rstrip(SIGNS).endswith("%")
    if marks + more > 1 or (hundredth and not percent):
        raise Unreadable(text)
    bare = bare.replace("%", "", 1).strip()
    signs = re.fullmatch(rf"([{SIGNS}+]?)\s*(.*?)\s*([{SIGNS}]?)", bare, re.S)
    assert signs
    negative += (signs[1] in SIGNS if signs[1] else 0) + bool(signs[3])
    if negative > 1 or (negative and signs[1] == "+"):
        raise Unreadable(text)
    whole, _, rest = signs[2].partition(mark)
    groups = re.split(r"[^0-9]", whole)
    between = set(re.sub("[0-9]", "", whole))
    allowed = set(" \u00a0\u202f\u2009\u2007'’") | (set(MARKS) - {mark})
    if not re.fullmatch("[0-9]*", rest) or not between <= allowed or not (whole + rest):
        raise Unreadable(text)
    if len(groups) > 1 and not (
        re.fullmatch("[1-9][0-9]{0,2}", groups[0]) and all(len(g) == 3 for g in groups[1:])
    ):
        raise Unreadable(text)
    if not re.search("[0-9]", whole + rest) or (mark in signs[2] and not rest):
        raise Unreadable(text)
    value = Decimal(f"{''.join(groups) or '0'}.{rest or '0'}")
    value = value.scaleb(-2) if hundredth else value
    return -value if negative else value


def days(texts: Sequence[str], month: bool) -> dict[str, list[Value]]:
    """The readings of a column of days or of months (then the first of each)."""
    readings: dict[str, list[Value]] = {}
    for order in ORDERS:
        try:
            readings[order] = [_day(text, order, month) for text in texts]
        except Unreadable:
            continue
    return readings


def _day(text: str, order: str, month: bool) -> date | None:
    bare = _plain_digits(text).strip()
    if not bare:
        return None
    if re.search(r"\d:\d.*(?:[+-]\d|Z|UTC|GMT)", bare):
        raise Open("a moment with its zone")
    bare = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$", "", bare)
    if re.search(r"[^\W\d_]{3}", bare):
        raise Open("a month by its name")
    parts = re.split("[^0-9]+", bare)
    sizes = [len(part) for part in parts]
    if month and re.fullmatch(r"\d{4}M\d{2}", bare):
        numbers = [*parts, "1"]
    elif sizes == [8]:
        numbers = [bare[:4], bare[4:6], bare[6:]]
    elif month and sizes == [6]:
        numbers = [bare[:4], bare[4:], "1"]
    elif month and len(sizes) == 2 and sizes[0] == 4:
        numbers = [*parts, "1"]
    elif month and len(sizes) == 2 and sizes[1] == 4:
        numbers = [*parts[::-1], "1"]
    elif len(sizes) == 3 and sizes[0] == 4:
        numbers = parts
    elif len(sizes) == 3 and sizes[2] == 4:
        swapped = order == "month first" and "." not in bare
        numbers = [parts[2], parts[0], parts[1]] if swapped else parts[::-1]
    else:
        raise Unreadable(text)
    if re.search(r"[^0-9M/.\-\s]", bare):
        raise Unreadable(text)
    try:
        day = date(*map(int, numbers))
    except ValueError:
        raise Unreadable(text) from None
    return day.replace(day=1) if month else day


def texts(cells: Sequence[str]) -> list[Value]:
    """Names: composed, in one line, without what nobody sees."""
    return [_text(cell) for cell in cells]


def _text(cell: str) -> str | None:
    if any(unicodedata.category(c) == "Cc" and c not in "\t\r\n" for c in cell):
        raise Unreadable(repr(cell))
    seen = "".join(c for c in cell if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", re.sub(r"\s*[\r\n]+\s*", " ", seen)).strip() or None


def _plain_digits(text: str) -> str:
    """Fullwidth and Arabic digits as those that everybody writes."""
    return "".join(str(unicodedata.decimal(c, c)) for c in text if unicodedata.category(c) != "Cf")
