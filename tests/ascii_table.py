"""Small tables as they are read aloud: the rows of a test, typed by the names of their columns."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN

EXACT = pl.Decimal(38, 12)
MONTHS = {"month", "cohort_month", "merged_from_month"}
DATES = {
    *("date", "created_date", "close_date", "expected_close", "sql_date", "entered_at"),
    *("contract_start", "due", "start"),
}
NUMBERS = {
    *("mrr", "amount", "fte", "contractors_fte", "cash_end", "operating_cf", "investing_cf"),
    *("financing_cf", "amount_arr", "value", "rate", "seats", "count", "score", "active_users"),
    *("licensed_users", "key_events", "contract_term_months", "recognised_revenue"),
}


def frame(text: str, /, **types: pl.DataType | type[pl.DataType]) -> pl.DataFrame:
    """`| a | b |` lines, or columns parted by blanks (then `-` is an empty cell), as a typed frame.

    Types are guessed from canonical column names unless given; `source_file` is test.csv and
    `source_line` counts from 2 unless the table has columns of these names.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    header, *rows = [_cells(line) for line in lines if not re.fullmatch(r"[|\s:+-]*", line)]
    columns = {}
    for place, name in enumerate(header):
        dtype = types.get(name, _guess(name))
        columns[name] = pl.Series(name, [_value(row[place], dtype) for row in rows], dtype=dtype)
    table = pl.DataFrame(columns)
    if FILE_COLUMN not in header:
        table = table.with_columns(pl.lit("test.csv").alias(FILE_COLUMN))
    if LINE_COLUMN not in header:
        table = table.with_columns(pl.Series(LINE_COLUMN, range(2, len(rows) + 2), dtype=pl.UInt32))
    return table


def _cells(line: str) -> list[str]:
    if line.startswith("|"):
        return [cell.strip() for cell in line.strip("|").split("|")]
    return ["" if cell == "-" else cell for cell in line.split()]


def _guess(name: str) -> pl.DataType | type[pl.DataType]:
    if name in MONTHS or name in DATES:
        return pl.Date
    if name == LINE_COLUMN:
        return pl.UInt32
    return EXACT if name in NUMBERS else pl.String


def _value(cell: str, dtype: pl.DataType | type[pl.DataType]) -> object:
    if not cell:
        return None
    if dtype == pl.Date:
        return date.fromisoformat(cell if len(cell) > 7 else f"{cell}-01")
    if dtype == EXACT:
        return Decimal(cell)
    return cell if dtype == pl.String else int(cell)
