"""CSV in all its dialects: strict in structure, every row with its physical line.

A file that is larger than memory is read in pieces of whole lines; what is found out about it is what
would be found out in one piece.
"""

from __future__ import annotations

import csv as standard
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from reportgen.intake.codes import coded
from reportgen.intake.decode import NotText, as_utf8, decode
from reportgen.intake.reader import Pieces, RawTable, Reader, frame_of, header_of
from reportgen.intake.readers._body import Body, split, walk
from reportgen.intake.readers._ending import Ending
from reportgen.intake.readers._pieces import Lines, survey, with_line_feeds
from reportgen.intake.readers._sections import Sieve
from reportgen.intake.readers._structure import first_unnamed, structure_problems
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input
from reportgen.problem import Problem

SEPARATORS = ";,\t|"
SAMPLE_LINES = 200
SAMPLE_BYTES = 2**16
# From so many bytes on, cells are kept as codes.
LARGE = 2**21


@dataclass(frozen=True)
class Opening:
    """A file up to its rows: `offset` bytes and `lines` lines stand before the first of them."""

    raw: RawTable
    offset: int = 0
    lines: int = 0


def read_csv(content: bytes, options: Input, shown: str) -> RawTable:
    """The table in a CSV file; whatever is wrong with it is in `problems`."""
    raw = RawTable(shown, hashlib.sha256(content).hexdigest(), len(content))
    try:
        text, encoding = as_utf8(content, options.encoding)
    except NotText as refusal:
        problem = raw.problem(refusal.what, refusal.advice, line=refusal.line)
        return raw.complaining(problem)
    except (LookupError, ValueError):
        what = f"there is no encoding called {options.encoding!r}"
        return raw.complaining(raw.problem(what, "Write utf-8, cp1252 or utf-16, or leave it out."))
    text = with_line_feeds(text)
    opening = _open(replace(raw, lines=Lines.of(text), encoding=encoding), text, options)
    if not opening.raw.header:
        return opening.raw
    sieve = Sieve(options)
    below = text[opening.offset :]
    if not sieve.idle:
        lines = below.decode().split("\n")
        kept = _data_lines(lines, opening.lines + 1, opening.raw.separator, sieve)
        below = "\n".join(kept).encode()
    large = len(content) >= LARGE
    body = next(_bodies([below], opening, b'"' in below, large))
    raw = _table(opening.raw, body)
    unnamed = first_unnamed(raw)
    cut = not text.endswith(b"\n")
    raw = raw.complaining(*structure_problems(raw, body, unnamed, cut=cut, options=options))
    if cut and not text.endswith(b'"'):
        ending = Ending()
        ending.add(raw)
        raw = raw.complaining(*ending.problems(raw, body.last))
    return sieve.added(raw)


def read_in_pieces(path: Path, options: Input, shown: str, piece_bytes: int) -> Pieces | None:
    """The same table in pieces of about so many bytes; None where a file must be read as a whole.

    That is so where rows speak of others (totals, names of groups), and where the text is of a kind
    that cannot be cut or read at all.
    """
    if not Sieve(options).idle:
        return None
    found = survey(path, options.encoding, piece_bytes)
    if found is None:
        return None
    raw = RawTable(shown, found.sha256, found.size_bytes, encoding=found.encoding)
    lines = Lines(found.read)
    pieces = found.pieces(lines)
    first = next(pieces)
    opening = _open(replace(raw, lines=lines), first, options)
    if not opening.raw.header or opening.offset >= len(first):
        return None
    quoted = found.quotes > first.count(b'"', 0, opening.offset)
    bodies = _bodies(chain([first[opening.offset :]], pieces), opening, quoted, True, piece_bytes)
    whole = Body(len(opening.raw.header))
    unnamed: dict[int, tuple[int, str]] = {}
    ending = Ending()

    def tables() -> Iterator[RawTable]:
        for body in bodies:
            raw = _table(opening.raw, body)
            whole.add(body)
            if found.cut:
                ending.add(raw)
            for at, seen in first_unnamed(raw).items():
                unnamed.setdefault(at, seen)
            yield raw

    def problems() -> tuple[Problem, ...]:
        raw = opening.raw
        structure = structure_problems(raw, whole, unnamed, cut=found.cut, options=options)
        quoted = found.cut and raw.lines[len(raw.lines) - 1].endswith('"')
        return (*structure, *([] if quoted else ending.problems(raw, whole.last)))

    return Pieces(opening.raw, tables(), problems)


def _open(raw: RawTable, text: bytes, options: Input) -> Opening:
    """Find the header; without one, the raw table says why."""
    lines, all_of_them = _first_lines(text, 5 * SAMPLE_LINES)
    declared, first = _separator_line(lines)
    first = options.header_row - 1 if options.header_row else _first_filled(lines, first)
    if first + SAMPLE_LINES > len(lines) and not all_of_them:
        lines, _ = _first_lines(text, -1)
        first = options.header_row - 1 if options.header_row else _first_filled(lines, first)
    if first >= len(lines):
        what = f"the file has {len(lines)} lines, so there is no header on line {first + 1}"
        problem = raw.problem(what, "Correct header_row under {section}.")
        return Opening(raw.complaining(problem))
    separator = options.separator or declared or _deduce_separator(lines[first:])
    if separator is None:
        return Opening(raw.complaining(_doubtful_separator(raw, first + 1)))
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
        problem = raw.problem(what, "Correct the quotes.", line=first + 1)
        return Opening(raw.complaining(problem))
    first += walker.line_num
    offset = sum(len(line.encode()) + 1 for line in lines[:first])
    return Opening(replace(raw, header=header), offset, first)


def _first_lines(text: bytes, count: int) -> tuple[list[str], bool]:
    """So many lines of a text, all when count is -1; and whether these are all."""
    lines = text.split(b"\n", count)
    cut = 0 <= count < len(lines)
    return [line.decode() for line in (lines[:-1] if cut else lines)], not cut


def _bodies(
    chunks: Iterable[bytes],
    opening: Opening,
    quoted: bool,
    large: bool,
    piece_bytes: int | None = None,
) -> Iterator[Body]:
    """The rows below the header, in as many bodies as there are pieces."""
    raw, first = opening.raw, opening.lines + 1
    width = len(raw.header)
    if not quoted:
        for chunk in chunks:
            yield split(chunk, first, raw.separator, width, large)
            first += chunk.count(b"\n")
        return
    lines = (line for chunk in chunks for line in io.StringIO(chunk.decode(), newline="\n"))
    rows = piece_bytes and max(1, piece_bytes // (8 * width))
    for body in walk(lines, first, raw.separator, width, rows):
        if large:
            body.columns = {name: coded(cells) for name, cells in body.columns.items()}
        yield body


def _table(raw: RawTable, body: Body) -> RawTable:
    return replace(raw, frame=frame_of(body.columns, body.lines))


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


csv = Reader("csv", (".csv", ".tsv", ".txt"), read_csv, sample_csv, pieces=read_in_pieces)
