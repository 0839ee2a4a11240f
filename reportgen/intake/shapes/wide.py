"""One column per month, as budget sheets and most spreadsheets have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.header import normalised
from reportgen.intake.month import QUARTER, month_of_word, read_month
from reportgen.intake.shape import Arranged, Shape
from reportgen.intake.table import Table
from reportgen.pack_input import Input

FEWEST_MONTHS = 2
_QUARTER = r"(?:q|qtr|quarter|k|kv|kvartal|quartal|neljannes)"
_YEAR = r"(?:\d{4}|\d{2})"
QUARTERS = rf"{_QUARTER}_?[1-4]_?{_YEAR}|{_YEAR}_?{_QUARTER}_?[1-4]|[1-4]_?{_QUARTER}_?{_YEAR}"


def month_columns(cells: Cells) -> dict[str, str]:
    """Names of the columns whose header is a month, and that month as `2026-09`."""
    months = {name: read_month(cells.headers[name]) for name in cells.further}
    return {name: f"{month:%Y-%m}" for name, month in months.items() if month}


def _fits(cells: Cells, table: Table) -> bool:
    settled = {table.month, table.wide} & set(cells.frame.columns)
    headers = [cells.headers[name] for name in cells.further]
    most = max(len(month_columns(cells)), len(quarters(headers)), len(bare_months(headers)))
    return bool(table.wide) and not settled and most >= FEWEST_MONTHS


def quarters(headers: Sequence[str]) -> list[str]:
    """Those that name a quarter: `2026Q1`, `kv 1 2026`, `Q3-26`."""
    return [header for header in headers if re.fullmatch(QUARTERS, normalised(header))]


def bare_months(headers: Sequence[str]) -> list[str]:
    """Those that name a month without its year: `juli`, `Mär.`."""
    return [header for header in headers if month_of_word(header)]


def _no_months(cells: Cells, table: Table) -> tuple[str, str]:
    """Why no header of a file is a month, and what to do about it."""
    headers = [cells.headers[name] for name in cells.further]
    if found := quarters(headers):
        return (
            f"the columns are quarters ({found[0]!r} and so on), of which nobody can say what is in each "
            "month",
            "Export a column for each month.",
        )
    if found := bare_months(headers):
        return (
            f"the header {found[0]!r} names a month without its year",
            "Write the year in each header; when it stands on the line above, say so under {section} "
            "with header_rows = 2, and header_row = the upper one of the two lines.",
        )
    return (
        f"no header of this file is a month, so it cannot be read as wide into {table.title}",
        'Write shape = "long" under {section}, or name the months 2026-09 and so on.',
    )


def _arrange(cells: Cells, table: Table, options: Input) -> Arranged:
    """A row per row and month. A blank cell is no row: nothing was written for that month."""
    months = month_columns(cells)
    problems = []
    first: dict[str, str] = {}
    for name, month in months.items():
        header = cells.headers[name]
        if month in first:
            problems.append(
                cells.raw.problem(
                    f"the headers {first[month]!r} and {header!r} are both {month}",
                    "Delete or rename one of the two columns.",
                    line=cells.raw.header_line,
                    column=header,
                )
            )
        first.setdefault(month, header)
    quarters = [n for n in cells.further if QUARTER.fullmatch(cells.headers[n].strip())]
    # Beside all their months, quarters are subtotals; else they would be left out without a word.
    if 0 < len(months) < 3 * len(quarters):
        header = cells.headers[quarters[0]]
        problems.append(
            cells.raw.problem(
                f"{len(months)} headers are months and {len(quarters)} are quarters, such as "
                f"{header!r}: quarters are not read, and not all of them have their months here",
                "Export months throughout; if the quarters are to be left out, name them under "
                "ignore of {section}.",
                line=cells.raw.header_line,
                column=header,
                value=header,
            )
        )
    if not months or not table.wide:
        what, advice = _no_months(cells, table)
        problems.append(cells.raw.problem(what, advice, line=cells.raw.header_line))
        # That is all there is to say: the columns that are missing are those of the months.
        lacking = [name for name in (table.month, table.wide) if name and name not in cells.names]
        frame = cells.frame.clear().with_columns(pl.lit(None, pl.String).alias(n) for n in lacking)
        return replace(cells, frame=frame if table.wide else cells.frame), problems
    # A total of the months, or a day of export, must not stand in their place.
    made = (table.month, table.wide)
    stays = [name for name in cells.names if name not in months and name not in made]
    tall = (
        # The order of the file: row by row, and month by month within a row.
        cells.frame.drop(made, strict=False)
        .with_row_index("place")
        .unpivot(
            on=list(months),
            index=["place", *stays, LINE_COLUMN],
            variable_name=HEADER_COLUMN,
            value_name=table.wide,
        )
        .filter(pl.col(table.wide).is_not_null())
        .sort("place", maintain_order=True)
        .drop("place")
    )
    names = pl.Series(list(months))
    tall = tall.with_columns(
        pl.col(HEADER_COLUMN)
        .replace_strict(names, pl.Series(list(months.values())))
        .alias(table.month),
        pl.col(HEADER_COLUMN).replace_strict(
            names, pl.Series([cells.headers[name] for name in months])
        ),
    )
    further = tuple(name for name in cells.further if name not in months)
    return replace(cells, frame=tall, further=further), problems


wide = Shape("wide", _fits, arrange=_arrange, by_row=True)
