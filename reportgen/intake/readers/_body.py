"""The rows of a CSV file below its header, judged one by one by their number of cells.

Two routes lead through them. Where no quote stands, a line is a row and polars splits it. Where quotes
stand, the standard library's strict parser walks.
"""

from __future__ import annotations

import csv as standard
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from reportgen.intake.codes import by_cell, coded
from reportgen.intake.reader import positions
from reportgen.intake.text import EDGE_BLANKS

# Rows at a time in the parser's hands: few enough to stay in the processor's cache, which makes the
# walk five times as fast as with all of them.
ROWS_AT_A_TIME = 500
BLANKS = " \u00a0\u202f"


@dataclass
class Body:
    """Rows below the header, all or a piece of them.

    width   number of cells in the header
    rows    how many rows have that number
    last_row  physical line of the last of these
    ragged  physical line and number of cells of each row that has another number
    empty   lines of rows that hold nothing but separators
    last    physical line of the last row that is not blank
    broken  line and reason of each row whose quotes are wrong
    """

    width: int
    columns: dict[str, pl.Series] = field(default_factory=dict)
    lines: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt32))
    ragged: list[tuple[int, int]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    last: int = 0
    broken: list[tuple[int, str]] = field(default_factory=list)
    rows: int = 0
    last_row: int = 0

    def holding(self, columns: Sequence[pl.Series], lines: pl.Series) -> Body:
        """The same with these rows."""
        names = positions(self.width)
        self.columns = {
            name: cells.rename(name) for name, cells in zip(names, columns, strict=True)
        }
        self.lines, self.rows = lines, len(lines)
        self.last_row = lines[-1] if len(lines) else 0
        return self

    def add(self, later: Body) -> None:
        """What was found in rows further down; the rows themselves are left out."""
        self.ragged += later.ragged
        self.empty += later.empty
        self.broken += later.broken
        self.rows += later.rows
        self.last = max(self.last, later.last)
        self.last_row = max(self.last_row, later.last_row)


def split(chunk: bytes, first: int, separator: str, width: int, large: bool) -> Body:
    """Rows without quotes. chunk: whole lines in UTF-8; large: cells as codes."""
    body = _regular_rows(chunk, first, separator, width, large)
    if body is None:
        body = _split(chunk.decode().split("\n"), first, separator, width)
        if large:
            body.columns = {name: coded(cells) for name, cells in body.columns.items()}
    return body


def _regular_rows(chunk: bytes, first: int, separator: str, width: int, large: bool) -> Body | None:
    """All lines at once, where every one has as many cells as the header; else None."""
    mark = separator.encode()
    height = chunk.count(b"\n") + (not chunk.endswith(b"\n"))
    # A row with too many cells makes polars stop; where none has, the count shows that none has too few.
    regular = chunk.count(mark) == (width - 1) * height
    if width < 2 or len(mark) > 1 or separator in BLANKS or not chunk or not regular:
        return None
    schema: dict[str, pl.DataType] = {
        name: pl.Categorical(pl.Categories.random()) if large else pl.String()
        for name in positions(width)
    }
    try:
        frame = pl.read_csv(
            chunk,
            has_header=False,
            separator=separator,
            quote_char=None,
            schema=schema,
            empty_string_is_null=False,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != height:
        return None
    body = Body(width, last=first + height - 1)
    lines = pl.int_range(first, first + height, dtype=pl.UInt32, eager=True)
    empty = _all_blank(frame)
    if empty.any():
        body.empty = lines.filter(empty).to_list()
        frame, lines = frame.filter(~empty), lines.filter(~empty)
    return body.holding(frame.get_columns(), lines)


def _all_blank(frame: pl.DataFrame) -> pl.Series:
    """True for rows that hold nothing but separators; mostly the first column settles it."""
    empty = pl.Series([True]).new_from_index(0, frame.height)
    for cells in frame:
        empty &= by_cell(cells, lambda text: text.str.strip_chars(EDGE_BLANKS) == "")
        if not empty.any():
            break
    return empty


def _split(lines: Sequence[str], first: int, separator: str, width: int) -> Body:
    """Rows without quotes: a line is a row."""
    body = Body(width)
    rows = pl.DataFrame({"text": pl.Series(lines, dtype=pl.String)}).with_row_index("line", first)
    rows = rows.filter(pl.col("text").str.strip_chars(BLANKS) != "").with_columns(
        cells=pl.col("text").str.count_matches(separator, literal=True) + 1,
        empty=pl.col("text").str.strip_chars(EDGE_BLANKS + separator) == "",
    )
    body.last = rows["line"].max() or 0  # type: ignore[assignment]
    body.empty = rows.filter("empty")["line"].to_list()
    rows = rows.filter(pl.col("empty").not_())
    ragged = rows.filter(pl.col("cells") != width)
    body.ragged = list(zip(ragged["line"], ragged["cells"], strict=True))
    rows = rows if ragged.is_empty() else rows.filter(pl.col("cells") == width)
    cells = rows["text"].str.split_exact(separator, width - 1).struct.unnest()
    return body.holding(cells.get_columns(), rows["line"].cast(pl.UInt32))


def walk(
    lines: Iterable[str], first: int, separator: str, width: int, rows_at_most: int | None = None
) -> Iterator[Body]:
    """Rows with quotes, of which a cell may run over several lines; in bodies of so many rows."""
    body = Body(width)
    walker = standard.reader(lines, delimiter=separator, strict=True)
    parts: list[list[pl.Series]] = []
    line, done, taken = first, False, 0
    while not done:
        rows: list[list[str]] = []
        broken = ""
        try:
            rows.extend(islice(walker, ROWS_AT_A_TIME))
            done = not rows
        except standard.Error as reason:
            broken = str(reason)
        taken += len(rows)
        one_line_each = not broken and first + walker.line_num - line == len(rows)
        starts = list(range(line, line + len(rows) + 1)) if one_line_each else _starts(rows, line)
        if not one_line_each or any(len(row) != width for row in rows):
            rows, starts = _regular(body, rows, starts, separator)
        elif rows:
            body.last = starts[-1] - 1
        parts.append(_columns(rows, starts))
        if broken:
            line = starts[-1]
            body.broken.append((line, broken))
        line = first + walker.line_num
        if rows_at_most and taken >= rows_at_most:
            yield _gathered(body, parts)
            body, parts, taken = Body(width), [], 0
    yield _gathered(body, parts)


def _gathered(body: Body, parts: list[list[pl.Series]]) -> Body:
    width = body.width
    whole = [pl.concat(pieces) for pieces in zip(*filter(None, parts), strict=True)]
    whole = whole or [pl.Series(dtype=pl.String) for _ in range(width + 1)]
    frame = pl.DataFrame([cells.rename(str(at)) for at, cells in enumerate(whole)])
    filled = pl.any_horizontal(
        pl.col(name).str.strip_chars(EDGE_BLANKS) != "" for name in positions(width)
    )
    lines_of_empty = frame.filter(~filled)[str(width)].to_list()
    body.empty = sorted([*body.empty, *lines_of_empty])
    frame = frame.filter(filled) if lines_of_empty else frame
    return body.holding(frame.get_columns()[:width], frame[str(width)].cast(pl.UInt32))


def _starts(rows: Sequence[Sequence[str]], line: int) -> list[int]:
    """The line on which each row begins, and the line after the last."""
    starts = [line]
    for row in rows:
        line += 1 + "".join(row).count("\n")
        starts.append(line)
    return starts


def _regular(
    body: Body, rows: list[list[str]], starts: list[int], separator: str
) -> tuple[list[list[str]], list[int]]:
    """The rows that have as many cells as the header; what is wrong with the others goes to body."""
    kept, kept_starts = [], []
    for row, line, after in zip(rows, starts, starts[1:], strict=False):
        if row:
            body.last = line
        if len(row) == body.width:
            kept.append(row)
            kept_starts.append(line)
            if after - line > 1 and _swallows(row, separator):
                body.broken.append((line, "swallows"))
        elif any(cell.strip(EDGE_BLANKS) for cell in row):
            body.ragged.append((line, len(row)))
        elif len(row) > 1:
            body.empty.append(line)
    return kept, [*kept_starts, starts[-1]]


def _columns(rows: list[list[str]], starts: list[int]) -> list[pl.Series]:
    columns = [pl.Series(cells, dtype=pl.String) for cells in zip(*rows, strict=True)]
    return [*columns, pl.Series(starts[: len(rows)], dtype=pl.UInt32)] if columns else []


def _swallows(row: list[str], separator: str) -> bool:
    """Whether a cell of several lines holds a line that could be a row of its own.

    That is what a quote that was never closed looks like when a later one closes it.
    """
    return len(row) > 1 and any(
        line.count(separator) >= len(row) - 1 for cell in row for line in cell.split("\n")[1:]
    )
