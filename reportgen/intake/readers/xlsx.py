"""Excel workbooks: a sheet's cells as the text that a strict CSV of it would hold.

A number cell is written with the decimal mark of the declared locale, so that numbers and texts of one
column (`1234,5` and `1 234,50`) are read alike. The library gives errors (`#N/A`) as blanks, which would turn
a mistake into nothing; they are found in the file itself and put back as they stand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.dialect import Dialect
from reportgen.intake.reader import RawTable, Reader
from reportgen.intake.readers._rows import BROKEN_ARCHIVE, empty, table_of
from reportgen.intake.readers._sheet import error_cells, sheet_body, uncalculated_cells
from reportgen.intake.refusals import MOST
from reportgen.pack_input import Input
from reportgen.problem import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SAMPLE_ROWS = 60
LARGEST_BYTES = 2**29
# What Excel itself keeps of a number; digits further out are left by a computer's arithmetic.
DIGITS = 15
SAVE = "Save it as .xlsx again, or as CSV UTF-8."


def read_xlsx(content: bytes, options: Input, shown: str) -> RawTable:
    """The table in one sheet; row numbers are those of the sheet."""
    raw = empty(content, shown)
    try:
        found = _sheets(content)
    except ValueError as reason:
        return raw.complaining(raw.problem(f"the workbook cannot be opened: {reason}", SAVE))
    filled = [name for name, sheet in found.items() if _filled(sheet)]
    if options.sheet and options.sheet not in found:
        what = f"there is no sheet {options.sheet!r} in this workbook"
        return raw.complaining(raw.problem(what, f"Its sheets are {_listed(found)}."))
    if not options.sheet and len(filled) != 1:
        what = f"the workbook has {len(filled)} sheets with cells: {_listed(filled)}"
        if not filled:
            return raw.complaining(raw.problem("the workbook is empty", "Export it again."))
        return raw.complaining(raw.problem(what, 'Say which: sheet = "…" under {section}.'))
    name = options.sheet or filled[0]
    try:
        rows = _rows(found[name], _decimal_mark(options))
        body, recalculated = sheet_body(content, name)
    except ValueError as reason:
        return raw.complaining(raw.problem(f"the sheet {name!r} cannot be read: {reason}", SAVE))
    for column, row, error in error_cells(body):
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = error
    raw = table_of(replace(raw, sheet=name), rows, options)
    return raw.complaining(*_uncalculated(raw, uncalculated_cells(body, recalculated)))


def sample_xlsx(content: bytes, options: Input) -> list[list[str]]:
    """The cells of the first rows of the wanted sheet, or of the only one that has any."""
    try:
        found = _sheets(content)
        names = [options.sheet] if options.sheet in found else list(found)
        filled = [name for name in names if name and _filled(found[name])]
        return _rows(found[filled[0]], ".", SAMPLE_ROWS) if len(filled) == 1 else []
    except ValueError:
        return []


def _sheets(content: bytes) -> dict[str, CalamineSheet]:
    """The sheets by name, without those that hold nothing but a chart.

    Raises ValueError with what is wrong with the workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    # A workbook is a zip archive: a small one may unpack to more than the machine has.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > LARGEST_BYTES:
            raise ValueError(f"it unpacks to {size} bytes, more than {LARGEST_BYTES}")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {
            sheet.name: book.get_sheet_by_name(sheet.name)
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        }
    except (CalamineError, *BROKEN_ARCHIVE) as reason:
        raise ValueError(str(reason).splitlines()[0] if str(reason) else "it is broken") from None


def _uncalculated(raw: RawTable, cells: Iterator[tuple[int, int, str]]) -> Iterator[Problem]:
    lines = set(raw.frame[LINE_COLUMN]) if raw.header else set()
    below = ((column, row, text) for column, row, text in cells if row in lines)
    for column, row, formula in islice(below, MOST):
        if column <= len(raw.header):
            yield raw.problem(
                "the formula has no result: the program that wrote the workbook did not calculate it",
                "Open it in a spreadsheet program, save it, and use that file.",
                line=row,
                column=raw.header[column - 1],
                value=formula,
            )


def _filled(sheet: CalamineSheet) -> bool:
    return bool(sheet.height and sheet.width)


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


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


xlsx = Reader("xlsx", (".xlsx", ".xlsm"), read_xlsx, sample_xlsx)
