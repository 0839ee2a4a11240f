"""Rows of a file before their cells are read: those that are no data, and cells that stand above."""

from __future__ import annotations

import polars as pl

from reportgen.intake.cells import Cells, column_named
from reportgen.intake.header import normalised
from reportgen.intake.table import Table
from reportgen.pack_input import Input
from reportgen.problem import Problem


def without_left_out(
    cells: Cells, table: Table, options: Input
) -> tuple[Cells, int, list[Problem]]:
    """The cells without the rows that `leave_out` names, and how many those were."""
    gone = pl.lit(False)
    problems = []
    for word, texts in options.leave_out.items():
        name = _found(word, cells, table)
        if name is None:
            problems.append(_absent(word, "leave_out", cells))
            continue
        wanted = [text.strip().casefold() for text in texts]
        gone |= pl.col(name).cast(pl.String).fill_null("").str.to_lowercase().is_in(wanted)
    kept = cells.frame.filter(~gone)
    return cells.holding(kept), cells.frame.height - kept.height, problems


def filled_down(cells: Cells, table: Table, options: Input) -> tuple[Cells, list[Problem]]:
    """The cells in which those that `fill_down` names repeat the one above; not across groups."""
    names, problems = [], []
    for word in options.fill_down:
        name = _found(word, cells, table)
        if name is None:
            problems.append(_absent(word, "fill_down", cells))
        else:
            names.append(name)
    group = _found(options.sections, cells, table) if options.sections else None
    repeated = pl.col(names).forward_fill()
    frame = cells.frame.with_columns(repeated.over(group) if group else repeated)
    return (cells.holding(frame) if names else cells), problems


def _found(word: str, cells: Cells, table: Table) -> str | None:
    """The column that a canonical name or a header means."""
    if word in cells.headers.values():
        return next(name for name, header in cells.headers.items() if header == word)
    bare = normalised(word)
    for name, header in cells.headers.items():
        if normalised(header) == bare:
            return name
    name = column_named(word, table) or ""
    return name if name in cells.headers else None


def _absent(word: str, key: str, cells: Cells) -> Problem:
    shown = ", ".join(map(repr, cells.raw.header))
    return cells.raw.problem(
        f"{word!r}, which {key} names, is no column of this file; its headers are {shown}",
        f"Correct it under {key} of {{section}}.",
        line=cells.raw.header_line,
        column=word,
    )
