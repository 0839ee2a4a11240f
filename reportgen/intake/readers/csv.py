"""CSV in all its dialects: strict in structure, every row with its physical line.

Two routes lead through the body. Where no quote stands, a line is a row and polars splits it. Where
quotes stand, the standard library's strict parser walks. Both judge a row by its number of cells.
"""

from __future__ import annotations

import csv as standard
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import polars as pl

from reportgen.intake.decode import NotText, decode
from reportgen.intake.reader import RawTable, Reader, frame_of, header_of, positions
from reportgen.intake.readers._sections import Sieve
from reportgen.intake.readers._structure import structure_problems
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input
from reportgen.problem import Problem

SEPARATORS = ";,\t|"
SAMPLE_LINES = 200
SAMPLE_BYTES = 2**16
# Rows at a time in the parser's hands: few enough to stay in the processor's cache, which makes the
# walk five times as fast as with all of them.
ROWS_AT_A_TIME = 500


@dataclass
class Body:
    """The rows below the header.

    width   number of cells in the header
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


def read_csv(content: bytes, options: Input, shown: str) -> RawTable:
    """The table in a CSV file; whatever is wrong with it is in `problems`."""
    raw = RawTable(shown, hashlib.sha256(content).hexdigest(), len(content))
    try:
        text, encoding = decode(content, options.encoding)
    except NotText as refusal:
        problem = raw.problem(refusal.what, refusal.advice, line=refusal.line)
        return raw.complaining(problem)
    except (LookupError, ValueError):
        what = f"there is no encoding called {options.encoding!r}"
        return raw.complaining(raw.problem(what, "Write utf-8, cp1252 or utf-16, or leave it out."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    raw = replace(raw, lines=lines, encoding=encoding)
    declared, first = _separator_line(lines)
    first = options.header_row - 1 if options.header_row else _first_filled(lines, first)
    if first >= len(lines):
        what = f"the file has {len(lines)} lines, so there is no header on line {first + 1}"
        return raw.complaining(raw.problem(what, "Correct header_row under {section}."))
    separator = options.separator or declared or _deduce_separator(lines[first:])
    if separator is None:
        return raw.complaining(_doubtful_separator(raw, first + 1))
    raw = replace(raw, separator=separator, header_line=first + 1)
    walker = standard.reader(
        io.StringIO("\n".join(lines[first : first + SAMPLE_LINES]), newline="\n"),
        delimiter=separator,
        strict=True,
    )
    try:
        header = tuple(header_of(list(islice(walker, options.header_rows or 1))))
    except standard.Error as reason:
        what = f"the header cannot be read: {reason}"
        return raw.complaining(raw.problem(what, "Correct the quotes.", line=first + 1))
    first += walker.line_num
    sieve = Sieve(options)
    below = _data_lines(lines[first:], first + 1, separator, sieve)
    if any('"' in line for line in below):
        body = _walk(below, first + 1, separator, len(header))
    else:
        body = _split(below, first + 1, separator, len(header))
    raw = replace(raw, header=header, frame=frame_of(body.columns, body.lines))
    raw = raw.complaining(*structure_problems(raw, body, cut=bool(lines[-1]), options=options))
    return sieve.added(raw)


def sample_csv(content: bytes, options: Input) -> list[list[str]]:
    """The cells of the first lines, each split by the separator that splits it most."""
    try:
        text, _ = decode(_beginning(content), options.encoding)
    except (NotText, LookupError, ValueError):
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:SAMPLE_LINES]
    separators = [options.separator] if options.separator else SEPARATORS
    rows = []
    for line in lines:
        splits = [_cells_of(line, separator) for separator in separators]
        rows.append(max(splits, key=len) if line else [])
    return rows


def _beginning(content: bytes) -> bytes:
    """The whole lines at the beginning; of one endless line nobody's export can be told."""
    if len(content) <= SAMPLE_BYTES:
        return content
    head = content[:SAMPLE_BYTES]
    return head[: max(head.rfind(b"\n"), head.rfind(b"\r"), 0)]


def _cells_of(line: str, separator: str) -> list[str]:
    try:
        return next(standard.reader([line], delimiter=separator), [])
    except standard.Error:
        return line.split(separator)


def _data_lines(lines: Sequence[str], first: int, separator: str, sieve: Sieve) -> Sequence[str]:
    """The lines with those blank that are no data; lines within quotes are left alone."""
    if sieve.idle:
        return lines
    kept, inside = [], False
    for number, line in enumerate(lines, start=first):
        if not inside and line and line.count('"') % 2 == 0:
            row = _cells_of(line, separator)
            if sieve.takes(row, number):
                kept.append("")
                continue
        inside ^= line.count('"') % 2 == 1
        kept.append(line)
    return kept


def _separator_line(lines: Sequence[str]) -> tuple[str | None, int]:
    """Excel's `sep=;` in the first line: the separator, and where the table may begin."""
    start = lines[0].strip().strip('"').lower()
    if start.startswith("sep=") and len(start) <= 5:
        return (lines[0].strip().strip('"')[4:] or "\t"), 1
    return None, 0


def _first_filled(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if lines[at].strip(EDGE_BLANKS)), len(lines))


def _counts(sample: Sequence[str], separator: str) -> list[int]:
    rows = standard.reader(io.StringIO("\n".join(sample), newline="\n"), delimiter=separator)
    try:
        return [len(row) for row in rows if row]
    except standard.Error:
        return []


def _deduce_separator(below: Sequence[str]) -> str | None:
    """The separator that splits the header and most rows into the same number of cells.

    A file of one column gets ";". None when two do it equally well.
    """
    scores: list[tuple[float, int, str]] = []
    for separator in SEPARATORS:
        counts = _counts(below[:SAMPLE_LINES], separator)
        if counts and counts[0] > 1:
            scores.append((counts.count(counts[0]) / len(counts), counts[0], separator))
    scores.sort(reverse=True)
    if len(scores) > 1 and scores[0][:2] == scores[1][:2]:
        return None
    return scores[0][2] if scores else _separator_of_most(below)


def _separator_of_most(below: Sequence[str]) -> str:
    """Below a title the header is no table row yet; the table's separator is that of most rows."""
    best, most = ";", 0
    for separator in SEPARATORS:
        counts = Counter(_counts(below[:SAMPLE_LINES], separator)[1:])
        cells, times = counts.most_common(1)[0] if counts else (1, 0)
        if cells > 1 and times > most:
            best, most = separator, times
    return best


def _doubtful_separator(raw: RawTable, line: int) -> Problem:
    return raw.problem(
        "two separators fit equally well, so that the file could be two different tables",
        'Say which with separator under {section}, e.g. ";" or ",".',
        line=line,
    )


def _split(lines: Sequence[str], first: int, separator: str, width: int) -> Body:
    """Rows without quotes: a line is a row."""
    body = Body(width)
    rows = pl.DataFrame({"text": pl.Series(lines, dtype=pl.String)}).with_row_index("line", first)
    rows = rows.filter(pl.col("text").str.strip_chars(" \u00a0\u202f") != "").with_columns(
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
    body.columns = {name: cells[f"field_{name}"].rename(name) for name in positions(width)}
    body.lines = rows["line"]
    return body


def _walk(lines: Sequence[str], first: int, separator: str, width: int) -> Body:
    """Rows with quotes: a cell may run over several lines."""
    body = Body(width)
    walker = standard.reader(
        io.StringIO("\n".join(lines), newline="\n"), delimiter=separator, strict=True
    )
    parts: list[list[pl.Series]] = []
    line, done = first, False
    while not done:
        rows: list[list[str]] = []
        broken = ""
        try:
            rows.extend(islice(walker, ROWS_AT_A_TIME))
            done = not rows
        except standard.Error as reason:
            broken = str(reason)
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
    whole = [pl.concat(pieces) for pieces in zip(*filter(None, parts), strict=True)]
    whole = whole or [pl.Series(dtype=pl.String) for _ in range(width + 1)]
    frame = pl.DataFrame([cells.rename(str(at)) for at, cells in enumerate(whole)])
    filled = pl.any_horizontal(
        pl.col(name).str.strip_chars(EDGE_BLANKS) != "" for name in positions(width)
    )
    lines_of_empty = frame.filter(~filled)[str(width)].to_list()
    body.empty = sorted([*body.empty, *lines_of_empty])
    frame = frame.filter(filled) if lines_of_empty else frame
    body.columns = {name: frame[name] for name in positions(width)}
    body.lines = frame[str(width)].cast(pl.UInt32)
    return body


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


csv = Reader("csv", (".csv", ".tsv", ".txt"), read_csv, sample_csv)
