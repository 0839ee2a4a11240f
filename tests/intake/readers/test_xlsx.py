from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reportgen.intake.readers.xlsx import as_text, read_xlsx
from reportgen.pack_input import Input
from tests.intake.exports import read, refused

HEADER: list[Any] = ["customer_id", "month", "mrr"]


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook as Excel would save it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime(*cell.timetuple()[:6]), day)
                    elif isinstance(cell, str) and cell.startswith("#"):
                        sheet.write_formula(row, column, "=NA()", None, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return content.getvalue()


def test_numbers_dates_and_texts_of_a_sheet(tmp_path: Path) -> None:
    """Real dates, number cells, and an id with zeros in front that Excel keeps as text."""
    rows: list[list[Any]] = [
        HEADER,
        ["00123", date(2026, 9, 30), 1234.56],
        ["K2", "sep 2026", 0.1 + 0.2],
    ]
    frame = read(tmp_path, {"recurring_revenue.xlsx": workbook(("MRR", rows))}).tables[
        "recurring_revenue"
    ]
    assert frame["customer_id"].to_list() == ["00123", "K2"]
    assert frame["month"].to_list() == [date(2026, 9, 1)] * 2
    assert frame["mrr"].to_list() == [Decimal("1234.56"), Decimal("0.3")]
    assert frame["source_line"].to_list() == [2, 3]


def test_number_cells_and_texts_of_one_column_are_read_alike(tmp_path: Path) -> None:
    """`1 234,50` typed as text stands below 1234.5: with locale sv both are the same amount."""
    rows: list[list[Any]] = [HEADER, ["K1", "2026-09", 1234.5], ["K2", "2026-09", "1\u00a0234,50"]]
    settings = '[inputs.recurring_revenue]\nlocale = "sv"\n'
    files = {"recurring_revenue.xlsx": workbook(("MRR", rows))}
    frame = read(tmp_path, files, settings).tables["recurring_revenue"]
    assert frame["mrr"].to_list() == [Decimal("1234.5")] * 2


def test_an_error_cell_is_an_error_and_not_a_blank(tmp_path: Path) -> None:
    """A formula that found nothing; the row and the error itself are named."""
    rows: list[list[Any]] = [HEADER, ["K1", "2026-09", 100], ["K2", "2026-09", "#N/A"]]
    (problem,) = refused(tmp_path, {"recurring_revenue.xlsx": workbook(("MRR", rows))})
    assert (problem.line, problem.column, problem.value) == (3, "mrr", "#N/A")


def test_titles_above_and_totals_below(tmp_path: Path) -> None:
    """A report as people lay it out: header in row 4, a total at the end."""
    rows: list[list[Any]] = [
        ["Rapport"],
        ["September"],
        [],
        HEADER,
        ["K1", "2026-09", 100],
        ["Summa", None, 100],
    ]
    settings = '[inputs.recurring_revenue]\nheader_row = 4\ndrop_rows = ["^Summa"]\n'
    dataset = read(tmp_path, {"recurring_revenue.xlsx": workbook(("MRR", rows))}, settings)
    assert dataset.tables["recurring_revenue"]["mrr"].to_list() == [Decimal(100)]
    assert dataset.files[0].dropped == 1


def test_which_sheet_is_meant_is_asked_and_not_guessed(tmp_path: Path) -> None:
    """Two sheets with cells: nothing says which; an empty one does not count."""
    rows: list[list[Any]] = [HEADER, ["K1", "2026-09", 100]]
    book = workbook(("Jan", rows), ("Feb", rows), ("Empty", []))
    (problem,) = refused(tmp_path / "two", {"recurring_revenue.xlsx": book})
    assert "'Jan', 'Feb'" in problem.what
    settings = '[inputs.recurring_revenue]\nsheet = "Feb"\n'
    assert read(tmp_path / "named", {"recurring_revenue.xlsx": book}, settings).tables
    wrong = '[inputs.recurring_revenue]\nsheet = "Mars"\n'
    (problem,) = refused(tmp_path / "wrong", {"recurring_revenue.xlsx": book}, wrong)
    assert "'Mars'" in problem.what


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"a;b\n1;2\n"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    """Truncated, renamed, empty."""
    (problem,) = read_xlsx(content, Input(), "x.xlsx").problems
    assert "cannot be opened" in problem.what


def test_a_cell_beside_the_table_is_not_lost(tmp_path: Path) -> None:
    """A number under no header could be anything."""
    rows: list[list[Any]] = [HEADER, ["K1", "2026-09", 100, 7]]
    (problem,) = refused(tmp_path, {"recurring_revenue.xlsx": workbook(("MRR", rows))})
    assert (problem.line, problem.value) == (2, "7")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1234.5, "1234,5"),
        (1e15, "1000000000000000"),
        (0.1 + 0.2, "0,3"),
        (-0.05, "-0,05"),
        (1e-7, "0,0000001"),
        (12, "12"),
        (True, "1"),
        (datetime(2026, 9, 30, 22, 15), "2026-09-30 22:15:00"),
        (datetime(2026, 9, 30), "2026-09-30"),
    ],
)
def test_cells_as_a_swedish_csv_would_hold_them(cell: object, text: str) -> None:
    assert as_text(cell, ",") == text
