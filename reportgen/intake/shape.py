"""The kind "shape": how an export is laid out, and how it becomes one row per fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from reportgen.intake.cells import Cells
from reportgen.intake.table import Table
from reportgen.pack_input import Input
from reportgen.period import Period
from reportgen.problem import Problem

Arranged = tuple[Cells, list[Problem]]
Finished = tuple[pl.DataFrame, list[Problem]]


def never(cells: Cells, table: Table) -> bool:
    """A layout that is known by its table, or that has to be declared."""
    return False


def as_it_is(cells: Cells, table: Table, options: Input) -> Arranged:
    """Cells that stand one row per fact already."""
    return cells, []


def nothing_left(frame: pl.DataFrame, cells: Cells, options: Input, period: Period) -> Finished:
    """Values that need no further step."""
    return frame, []


def no_lines(
    frame: pl.DataFrame, cells: Cells, options: Input
) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """A layout that needs nothing told about what stands in the cells."""
    return {}


def unknown(frame: pl.DataFrame) -> int | None:
    """A file of months may begin anywhere in a company's life."""
    return None


@dataclass(frozen=True)
class Shape:
    """A layout: its file name is its name in `[inputs.TABLE] shape`.

    fits     whether a file looks like this when nothing is declared
    columns  the table whose columns such a file has, "" for the one that is asked for; a file of
             that table has this shape
    arrange  text to text: one row per fact
    finish   values to values: (frame, its cells, options, report period) -> frame, problems
    stub     what pack.toml must still tell about the values: (frame, its cells, options) -> column ->
             "seen" -> what it may mean, and a remark
    by_row   whether each row becomes what it becomes whatever the others are, so that a file may be
             read in pieces
    coded    whether it lets text be kept as codes
    starts   the month number from which such a file holds everything, None when it may not
    whole    whether rows hang together, so that they must all stand in one file
    """

    name: str
    fits: Callable[[Cells, Table], bool] = never
    columns: str = ""
    arrange: Callable[[Cells, Table, Input], Arranged] = as_it_is
    finish: Callable[[pl.DataFrame, Cells, Input, Period], Finished] = nothing_left
    stub: Callable[[pl.DataFrame, Cells, Input], Mapping[str, Mapping[str, tuple[str, str]]]] = (
        no_lines
    )
    starts: Callable[[pl.DataFrame], int | None] = unknown
    by_row: bool = False
    coded: bool = False
    whole: bool = False
