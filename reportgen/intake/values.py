"""The raw rows of one file -> typed values, whether they come as a whole or in pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from reportgen.intake.cells import Cells, find_cells, missing_columns
from reportgen.intake.codes import Codebook, plain_frame
from reportgen.intake.convert import Conversion
from reportgen.intake.forms import Forms
from reportgen.intake.preset import Preset
from reportgen.intake.reader import Pieces, RawTable
from reportgen.intake.refusals import Refusals
from reportgen.intake.row import filled_down, without_left_out
from reportgen.intake.shape import Shape
from reportgen.intake.table import Table
from reportgen.pack_input import Input
from reportgen.period import Period
from reportgen.problem import Problem, Severity


@dataclass(frozen=True)
class Layout:
    """What the rows of a file are read as.

    name      of the table that the file is given for
    declared  the shape that is declared or that the table's files have, None when headers tell it
    preset    the one by which the file is read, if any
    currency  that of amounts in files without a currency column
    book      the lists that the table's coded texts are kept under
    """

    name: str
    table: Table
    declared: Shape | None
    shapes: Mapping[str, Shape]
    options: Input
    preset: Preset | None
    currency: str
    period: Period
    book: Codebook

    def convert(self, cells: Cells, before: int = 0) -> Conversion:
        """The way of these rows to values; so many of the file have gone before."""
        return Conversion(cells, self.table, self.options, self.currency, self.book, before)


@dataclass
class Values:
    """The values of one file.

    frame     typed columns and `source_line`
    problems  of headers and cells
    further   names of the columns that the table does not know
    left_out  rows that pack.toml says are no data
    rows      rows of the file, those left out among them
    starts    the month number from which the file is known to hold everything, or None
    whole     the shape's name when its rows must all stand in one file, else ""
    read_by   by which cells the order of day and month was decided, as phrases
    """

    frame: pl.DataFrame = field(default_factory=pl.DataFrame)
    problems: list[Problem] = field(default_factory=list)
    further: tuple[str, ...] = ()
    left_out: int = 0
    rows: int = 0
    starts: int | None = None
    whole: str = ""
    read_by: tuple[str, ...] = ()


def read_whole(raw: RawTable, layout: Layout) -> Values:
    """The values of a file that is held as a whole."""
    values = Values(rows=raw.frame.height)
    cells, shape = _arranged(raw, layout, values)
    conversion = layout.convert(cells)
    values.frame = conversion.run(conversion.forms())
    values.problems += [*conversion.doubts, *conversion.refusals.problems()]
    values.read_by = tuple(conversion.read_by)
    values.starts = shape.starts(values.frame)
    if not stops(values.problems):
        values.frame, finishing = shape.finish(values.frame, cells, layout.options, layout.period)
        values.problems += finishing
    return values


def read_pieces(opened: Callable[[], Pieces | None], layout: Layout) -> Values | None:
    """The same of a file that comes in pieces; None where its layout needs it as a whole.

    Each piece is read by what all before it have shown. When a later one shows that the file writes
    its numbers or days in another way, all are read again, by what is known then: a file is never
    read in two ways.
    """
    if layout.options.fill_down:
        return None
    known: Forms | None = None
    while True:
        pieces = opened()
        if pieces is None:
            return None
        values, seen = _once(pieces, layout, known)
        if values is None or seen is None:
            return values
        known = seen


def _once(
    pieces: Pieces, layout: Layout, known: Forms | None
) -> tuple[Values | None, Forms | None]:
    """All pieces read once; and the forms of the whole file when some piece was read by others."""
    values, frames, refusals = Values(), [], Refusals()
    forms, read_by, conversion = known or Forms(), [], None
    for raw in pieces.tables:
        piece = Values()
        cells, shape = _arranged(raw, layout, piece)
        if not shape.by_row:
            return None, None
        conversion = layout.convert(cells, values.rows)
        if known is None:
            forms = forms.with_later(conversion.forms())
        frames.append(conversion.run(forms))
        if conversion.has_moments:
            return None, None
        read_by.append(forms.reading())
        refusals.add_all(conversion.refusals)
        # What is wrong with headers is the same in every piece.
        values.problems = values.problems or piece.problems
        values.further, values.whole = piece.further, piece.whole
        values.left_out += piece.left_out
        values.rows += raw.frame.height
    if any(reading != forms.reading() for reading in read_by):
        return Values(), forms
    doubts = conversion.doubts if conversion else []
    values.problems += [*doubts, *refusals.problems()]
    values.read_by = tuple(conversion.read_by) if conversion else ()
    values.frame = _joined(frames)
    return values, None


def _joined(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all pieces, each column in one place; no more than one column is held twice."""
    columns = []
    for name in frames[0].columns:
        columns.append(pl.concat([frame[name] for frame in frames], rechunk=True))
        for frame in frames:
            frame.drop_in_place(name)
    return pl.DataFrame(columns)


def _arranged(raw: RawTable, layout: Layout, values: Values) -> tuple[Cells, Shape]:
    """The cells under our columns' names, one row per fact; what is wrong is added to `values`."""
    table, options, preset = layout.table, layout.options, layout.preset
    cells, problems = find_cells(raw, table, options)
    # First filled: the row that is left out may be the one whose cell those below repeat.
    cells, filling = filled_down(cells, table, options)
    cells, values.left_out, leaving = without_left_out(cells, table, options)
    in_order = (layout.shapes[name] for name in sorted(layout.shapes, key=_long_last))
    shape = layout.declared or next(shape for shape in in_order if shape.fits(cells, table))
    values.whole = shape.name if shape.whole else ""
    if not shape.coded:
        cells = cells.holding(plain_frame(cells.frame))
    cells, arranging = shape.arrange(cells, table, options)
    cells = replace(cells, currency=layout.currency)
    needed, advices = (preset.required, preset.missing) if preset else ((), {})
    missing = missing_columns(cells, table, layout.name, options, needed, advices)
    values.problems += [*problems, *leaving, *filling, *arranging, *missing]
    values.further = cells.further
    return cells, shape


def stops(problems: list[Problem]) -> bool:
    """Whether there is an error among them."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _long_last(name: str) -> tuple[bool, str]:
    """A shape that fits in particular goes before the one that fits everything."""
    return name == "long", name
