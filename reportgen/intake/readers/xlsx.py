"""Excel workbooks: a sheet's cells as the text that a strict CSV of it would hold.

A number cell is written with the decimal mark of the declared locale, so that numbers and texts of one
column (`1234,5` and `1 234,50`) are read alike. The library gives errors (`#N/A`) as blanks, which would turn
a mistake into nothing; they are found in the file itself and put back as they stand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from reportgen.intake.dialect import Dialect
from reportgen.intake.reader import RawTable, Reader
from reportgen.intake.readers._rows import empty, table_of
from reportgen.pack_input import Input

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SAMPLE_ROWS = 60
LARGEST_BYTES = 2**29
# What Excel itself keeps of a number; digits further out are left by a computer's arithmetic.
DIGITS = 15
_ERROR = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*?\bt="e"[^>]*?>.*?<v>([^<]*)</v>', re.S)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(content: bytes, options: Input, shown: str) -> RawTable:
    """The table in one sheet; row numbers are those of the sheet."""
    raw = empty(content, shown)
    try:
        book = _open(content)
    except ValueError as reason:
        advice = "Save it as .xlsx again, or as CSV UTF-8."
        return raw.complaining(raw.problem(f"the workbook cannot be opened: {reason}", advice))
    sheets = [name for name in book.sheet_names if _filled(book.get_sheet_by_name(name))]
    if options.sheet and options.sheet not in book.sheet_names:
        what = f"there is no sheet {options.sheet!r} in this workbook"
        return raw.complaining(raw.problem(what, f"Its sheets are {_listed(book.sheet_names)}."))
    if not options.sheet and len(sheets) != 1:
        what = f"the workbook has {len(sheets)} sheets with cells: {_listed(sheets)}"
        if not sheets:
            return raw.complaining(raw.problem("the workbook is empty", "Export it again."))
        return raw.complaining(raw.problem(what, 'Say which: sheet = "…" under {section}.'))
    name = options.sheet or sheets[0]
    rows = _rows(book.get_sheet_by_name(name), _decimal_mark(options))
    for column, row, error in _errors(content, name):
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = error
    return table_of(raw, rows, options)


def sample_xlsx(content: bytes, options: Input) -> list[list[str]]:
    """The cells of the first rows of the wanted sheet, or of the only one that has any."""
    try:
        book = _open(content)
    except ValueError:
        return []
    names = [options.sheet] if options.sheet in book.sheet_names else book.sheet_names
    filled = [name for name in names if name and _filled(book.get_sheet_by_name(name))]
    if len(filled) != 1:
        return []
    return _rows(book.get_sheet_by_name(filled[0]), ".", SAMPLE_ROWS)


def _open(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    # A workbook is a zip archive: a small one may unpack to more than the machine has.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > LARGEST_BYTES:
            raise ValueError(f"it unpacks to {size} bytes, more than {LARGEST_BYTES}")
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, zipfile.BadZipFile) as reason:
        raise ValueError(str(reason).splitlines()[0] if str(reason) else "it is broken") from None


def _filled(sheet: CalamineSheet) -> bool:
    return bool(sheet.total_height and sheet.total_width)


def _rows(sheet: CalamineSheet, mark: str, most: int | None = None) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=most)
    return [[as_text(cell, mark) for cell in row] for row in rows]


def as_text(cell: Any, mark: str) -> str:
    """A cell as it would stand in a CSV file that writes this decimal mark."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        plain = format(Decimal(format(float(cell), f".{DIGITS}g")), "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.replace(".", mark)
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _decimal_mark(options: Input) -> str:
    try:
        return Dialect(options.locale).decimal_mark or "."
    except ValueError:
        return "."


def _errors(content: bytes, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Column, row (from 1) and text of each cell of a sheet that holds an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names:
            return
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        for found in book.iter(f"{_MAIN}sheet"):
            if found.get("name") == sheet:
                target = targets.get(found.get(_RELATION), "").lstrip("/")
                path = target if target.startswith("xl/") else f"xl/{target}"
                body = archive.read(path) if path in names else b""
                # Most sheets have none, and looking for the mark is cheap.
                if b't="e"' in body:
                    for letters, row, text in _ERROR.findall(body):
                        yield _column(letters), int(row), text.decode("utf-8", "replace")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names))


xlsx = Reader("xlsx", (".xlsx", ".xlsm"), read_xlsx, sample_xlsx)
