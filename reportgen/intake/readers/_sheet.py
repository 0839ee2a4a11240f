"""What a sheet's own XML says and the library that reads workbooks does not: errors and empty formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError, ParserCreate

from reportgen.intake.readers._rows import BROKEN_ARCHIVE

_CELL = rb'<c\b(?=[^>]*?\br="([A-Z]+)([0-9]+)")'
_ERROR = re.compile(_CELL + rb'[^>]*?\bt="e"[^>]*?>.*?<v>([^<]*)</v>', re.S)
_FORMULA = re.compile(
    _CELL + rb"([^>]*)>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>([^<]*)</v>)?\s*</c>"
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BESIDE = ("xl/sharedStrings.xml", "xl/styles.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_body(content: bytes, sheet: str) -> tuple[bytes, bool]:
    """The XML of a sheet, and whether the workbook asks to be calculated when it is opened.

    The library reads what it can of broken XML, half a sheet as well. Raises ValueError where any part that
    the cells stand on is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                return b"", False
            index = archive.read("xl/workbook.xml")
            book = ElementTree.fromstring(index)
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {link.get("Id"): str(link.get("Target")) for link in links}
            for found in book.iter(f"{_MAIN}sheet"):
                if found.get("name") == sheet:
                    target = targets.get(found.get(_RELATION), "").lstrip("/")
                    path = target if target.startswith("xl/") else f"xl/{target}"
                    body = archive.read(path) if path in names else b""
                    for part in (
                        *(archive.read(n) for n in _BESIDE if n in names),
                        body or b"<x/>",
                    ):
                        ParserCreate().Parse(part, True)
                    return body, b'fullCalcOnLoad="1"' in index
    except (ElementTree.ParseError, ExpatError, *BROKEN_ARCHIVE) as reason:
        raise ValueError(str(reason)) from None
    return b"", False


def error_cells(body: bytes) -> Iterator[tuple[int, int, str]]:
    """Column, row (from 1) and text of each cell that holds an error."""
    # Most sheets have none, and looking for the mark is cheap.
    if b't="e"' in body:
        for letters, row, text in _ERROR.findall(body):
            yield column_number(letters), int(row), text.decode("utf-8", "replace")


def uncalculated_cells(body: bytes, recalculated: bool) -> Iterator[tuple[int, int, str]]:
    """Column, row (from 1) and formula of each cell whose formula has no result.

    Programs that write workbooks do not calculate: they leave the result out, or write 0 and ask to be
    recalculated. An empty text is a result.
    """
    if b"<f" not in body:
        return
    for letters, row, attributes, formula, result in _FORMULA.findall(body):
        text = b't="str"' in attributes
        if (not result and not text) or (recalculated and result == b"0"):
            yield column_number(letters), int(row), "=" + formula.decode("utf-8", "replace")


def column_number(letters: bytes) -> int:
    """`A` -> 1, `AB` -> 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
