"""Excel workbooks: what spreadsheets hold besides a table of plain values."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from tests.hostile.case import Case, Cells, No

HEADER = ["month", "key", "value"]


def workbook(
    rows: Sequence[Sequence[Any]],
    change: Callable[[Any, Any], object] | None = None,
    **options: Any,
) -> bytes:
    """A workbook with these cells; `change` is given the book and its first sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, dt.date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write(row, column, cell)
    if change:
        change(book, sheet)
    book.close()
    return buffer.getvalue()


def altered(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one member changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == member else data)
    return buffer.getvalue()


def case(
    name: str,
    content: bytes,
    options: str = "",
    file: str = "plan.xlsx",
    values: Sequence[str] = (),
    months: Sequence[str] = (),
    no: No | None = None,
) -> Case:
    reads = {}
    if values:
        reads["value"] = values
    if months:
        reads["month"] = months
    return Case(
        f"workbook: {name}",
        "plan",
        content,
        options,
        reads=reads or None,
        refuses=(no,) if no else (),
        file=file,
    )


def simple(*values: Any) -> bytes:
    rows = [["2026-09", f"k{n}", value] for n, value in enumerate(values)]
    return workbook([HEADER, *rows])


def second_sheet(book: Any, sheet: Any) -> None:
    book.add_worksheet("Notes").write_string(0, 0, "made by Anna")


def hidden_sheet(book: Any, sheet: Any) -> None:
    other = book.add_worksheet("Old")
    for at, word in enumerate(HEADER):
        other.write_string(0, at, word)
    other.write_row(1, 0, ["2026-09", "old", 999])
    other.hide()


def merged(book: Any, sheet: Any) -> None:
    sheet.merge_range(1, 0, 2, 0, "2026-09")


def formula(value: Any) -> Callable[[Any, Any], object]:
    return lambda book, sheet: sheet.write_formula(1, 2, "=1+1", None, value)


def error(book: Any, sheet: Any) -> None:
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")


def bomb() -> bytes:
    """A sheet of 600 MB of blanks in an archive of 600 kB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b" " * 2**20)
    return buffer.getvalue()


def without_value(content: bytes) -> bytes:
    """The sheet as a program writes it that does not calculate: formulas without results."""
    return re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", content)


SHEET = "xl/worksheets/sheet1.xml"
FORMULA = workbook([HEADER, ["2026-09", "a", None], ["2026-09", "b", 5]], formula(2))
PLAIN = simple(1.5, 2)
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

CASES: list[Case | Cells] = [
    case(
        "numbers",
        simple(1234.56, -5, 0, 9007199254740991),
        values=["1234.56", "-5", "0", "9007199254740990"],
    ),
    case("a sum that is not quite a decimal", simple(0.1 + 0.2), values=["0.3"]),
    case(
        "text that is a number", simple("1 234,50", 2.5), 'locale = "sv"', values=["1234.5", "2.5"]
    ),
    case(
        "text that is a number, undeclared",
        simple("1.234", 2),
        no=No("can be read as", 2, "value", "1.234"),
    ),
    case("text that is none", simple(1, "n/a"), no=No("error value", 3, "value", "n/a")),
    case("a truth value", simple(True), values=["1"]),
    case("a text in quotes", simple("'5"), no=No("not", 2, "value", "'5")),
    case("an amount of 20 digits", simple(1e20), values=["100000000000000000000"]),
    case("an amount out of all bounds", simple(1e300), no=No("more than 24 digits", 2, "value")),
    case(
        "a day as a day", workbook([HEADER, [dt.date(2026, 9, 30), "a", 1]]), months=["2026-09-01"]
    ),
    case("a day as text", workbook([HEADER, ["30.09.2026", "a", 1]]), months=["2026-09-01"]),
    case(
        "a day as a bare number",
        workbook([HEADER, [46295, "a", 1]]),
        no=No("day number", 2, "month", "46295"),
    ),
    case(
        "days since 1904",
        workbook([HEADER, [dt.date(2026, 9, 30), "a", 1]], date_1904=True),
        months=["2026-09-01"],
    ),
    case(
        "a moment",
        workbook([HEADER, [dt.datetime(2026, 9, 30, 23, 59), "a", 1]]),
        months=["2026-09-01"],
    ),
    case("a formula with its result", FORMULA, values=["2", "5"]),
    case(
        "a formula without a result",
        altered(FORMULA, SHEET, without_value),
        no=No("formula", 2, "value"),
    ),
    case(
        "an error",
        workbook([HEADER, ["2026-09", "a", None]], error),
        no=No("error value", 2, "value", "#DIV/0!"),
    ),
    case(
        "merged months",
        workbook([HEADER, [None, "a", 1], [None, "b", 2]], merged),
        no=No("month is blank", 3, "month", ""),
    ),
    case(
        "merged months, declared",
        workbook([HEADER, [None, "a", 1], [None, "b", 2]], merged),
        'fill_down = ["month"]',
        months=["2026-09-01", "2026-09-01"],
    ),
    case(
        "blank rows between",
        workbook([HEADER, ["2026-09", "a", 1], [], ["2026-09", "b", 2]]),
        values=["1", "2"],
    ),
    case(
        "titles above", workbook([["Budget"], [], HEADER, ["2026-09", "a", 1]]), no=No("header", 3)
    ),
    case(
        "titles above, declared",
        workbook([["Budget"], [], HEADER, ["2026-09", "a", 1]]),
        "header_row = 3",
        values=["1"],
    ),
    case(
        "a table that begins in column C",
        workbook([[None, None, *HEADER], [None, None, "2026-09", "a", 1]]),
        values=["1"],
    ),
    case(
        "two sheets",
        workbook([HEADER, ["2026-09", "a", 1]], second_sheet),
        no=No("2 sheets with cells", whole=True),
    ),
    case(
        "two sheets, declared",
        workbook([HEADER, ["2026-09", "a", 1]], second_sheet),
        'sheet = "Data"',
        values=["1"],
    ),
    case(
        "a sheet that is not there",
        PLAIN,
        'sheet = "Revenue"',
        no=No("no sheet 'Revenue'", whole=True),
    ),
    case(
        "a hidden sheet",
        workbook([HEADER, ["2026-09", "a", 1]], hidden_sheet),
        no=No("2 sheets with cells", whole=True),
    ),
    case("no cells", workbook([]), no=No("empty", whole=True)),
    case("a header only", workbook([HEADER]), no=No("no rows", 1)),
    case(
        "a header twice",
        workbook([[*HEADER, "value"], ["2026-09", "a", 1, 2]]),
        no=No("stands twice", 1, "value"),
    ),
    case(
        "a cell without a header",
        workbook([HEADER, ["2026-09", "a", 1, "note"]]),
        no=No("no header", 2, "", "note"),
    ),
    case(
        "a control character",
        workbook([HEADER, ["2026-09", "a\x07", 1]]),
        no=No("U+0007", 2, "key"),
    ),
    case("macros", PLAIN, file="plan.xlsm", values=["1.5", "2"]),
    case("cut in half", PLAIN[: len(PLAIN) // 2], no=No("cannot be opened", whole=True)),
    case(
        "no workbook at all",
        b"month;key;value\n2026-09;a;1\n",
        no=No("cannot be opened", whole=True),
    ),
    case(
        "a web page called .xlsx",
        b"<html><table></table></html>",
        no=No("cannot be opened", whole=True),
    ),
    case("no bytes", b"", no=No("cannot be opened", whole=True)),
    case(
        "an old workbook called .xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        no=No("cannot be opened", whole=True),
    ),
    case("a bomb", bomb(), no=No("unpacks to", whole=True)),
    case(
        "broken XML",
        altered(PLAIN, SHEET, lambda data: data[: len(data) // 2]),
        no=No("", whole=True),
    ),
    case(
        "a letter lost in the XML of a sheet",
        altered(PLAIN, SHEET, lambda data: data.replace(b"</row>", b"</ro>", 1)),
        no=No("cannot be read", whole=True),
    ),
    case(
        "a byte that no XML may hold in the texts of a workbook",
        altered(
            PLAIN, "xl/sharedStrings.xml", lambda data: data.replace(b"<t>month", b"<t>\0month")
        ),
        no=No("cannot be read", whole=True),
    ),
    case(
        "XML in letters that nobody knows",
        altered(PLAIN, "xl/workbook.xml", lambda data: data.replace(b"UTF-8", b"UTF-78", 1)),
        no=No("cannot be read", whole=True),
    ),
    case(
        "a sheet of the book that is not in the archive",
        altered(
            PLAIN,
            "xl/workbook.xml",
            lambda data: data.replace(b"sheet1", b"sheet9").replace(b"rId1", b"rId9"),
        ),
        no=No("", whole=True),
    ),
    case(
        "entities that grow",
        altered(PLAIN, "xl/workbook.xml", lambda data: data.replace(b"?>\n", b"?>\n" + ENTITY, 1)),
        values=["1.5", "2"],
    ),
    case("an old Excel workbook by its name", PLAIN, file="plan.xls", no=No("Excel", whole=True)),
]
