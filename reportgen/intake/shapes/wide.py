"""One column per month, as budget sheets and most spreadsheets have it."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.dataset import HEADER_COLUMN, LINE_COLUMN
from reportgen.intake.month import read_month
from reportgen.intake.shape import Arranged, Shape
from reportgen.intake.table import Table
from reportgen.pack_input import Input

FEWEST_MONTHS = 2


def month_columns(cells: Cells) -> dict[str, str]:
    """Names of the columns whose header is a month, and that month as `2026-09`."""
    months = {name: read_month(cells.headers[name]) for name in cells.further}
    return {name: f"{month:%Y-%m}" for name, month in months.items() if month}


def _fits(cells: Cells, table: Table) -> bool:
    settled = {table.month, table.wide} & set(cells.frame.columns)
    return bool(table.wide) and not settled and len(month_columns(cells)) >= FEWEST_MONTHS


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
    if not months or not table.wide:
        what = f"no header of this file is a month, so it cannot be read as wide into {table.title}"
        problems.append(
            cells.raw.problem(
                what,
                'Write shape = "long" under {section}, or name the months 2026-09 and so on.',
                line=cells.raw.header_line,
            )
        )
        return cells, problems
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


wide = Shape("wide", _fits, arrange=_arrange)
