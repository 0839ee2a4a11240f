"""What is wrong with the structure of a CSV file, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.intake.codes import by_cell
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.reader import RawTable
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input
from reportgen.problem import Problem, Severity

if TYPE_CHECKING:
    from reportgen.intake.readers._body import Body

# Nobody reads more; a file with this many has one mistake many times.
MOST = 1000


Unnamed = Mapping[int, tuple[int, str]]


def structure_problems(
    raw: RawTable, body: Body, unnamed: Unnamed, *, cut: bool, options: Input
) -> Iterator[Problem]:
    """Every structural problem of a file.

    unnamed  see `first_unnamed`
    cut      whether its last line has no line end
    """
    yield from _header_problems(raw, unnamed)
    yield from _quote_problems(raw, body)
    title = None if options.header_row else _header_below_a_title(raw, body)
    if title:
        yield title
    else:
        yield from _ragged_problems(raw, body, cut)
    yield from _empty_rows(raw, body)
    if not body.rows and not body.ragged and not body.broken:
        yield raw.problem(
            "the file has a header but no rows",
            "Export it again, or take the file away.",
            line=raw.header_line,
            severity=Severity.WARNING,
        )


def first_unnamed(raw: RawTable) -> dict[int, tuple[int, str]]:
    """Columns without a header that have cells: place -> line and text of the first filled cell."""
    found = {}
    for at, name in enumerate(raw.header):
        if not name:
            cells = raw.frame[str(at)]
            filled = by_cell(cells, lambda text: text.str.strip_chars(EDGE_BLANKS) != "")
            if filled.any():
                place = filled.fill_null(False).arg_max() or 0
                found[at] = (raw.frame[LINE_COLUMN][place], cells[place])
    return found


def _header_problems(raw: RawTable, unnamed: Unnamed) -> Iterator[Problem]:
    first_at: dict[str, int] = {}
    for at, name in enumerate(raw.header, start=1):
        if name and name in first_at:
            yield raw.problem(
                f"the header {name!r} stands twice, in columns {first_at[name]} and {at}",
                "Delete or rename one of the two.",
                line=raw.header_line,
                column=name,
            )
        first_at.setdefault(name, at)
        if at - 1 in unnamed:
            line, value = unnamed[at - 1]
            yield raw.problem(
                f"column {at} has cells but no header",
                f"Write a header above column {at}, or delete the column; when the header stands "
                "further down, say where with header_row = … under {section}.",
                line=line,
                value=value,
            )


def _quote_problems(raw: RawTable, body: Body) -> Iterator[Problem]:
    for line, reason in body.broken[:MOST]:
        if reason == "swallows":
            what = "a quoted cell that begins on this line runs on over whole rows"
        elif "unexpected end" in reason:
            what = "a quote that opens on this line is never closed"
        elif "field larger" in reason:
            what = "a cell is longer than 131 072 characters, as after a quote never closed"
        else:
            what = f"text follows a closing quote ({reason})"
        yield raw.problem(
            what, 'Close the quote; a quote within a quoted cell is written twice: "".', line=line
        )


def _header_below_a_title(raw: RawTable, body: Body) -> Problem | None:
    """One problem instead of one for each row when titles stand above the header."""
    counts = Counter(cells for _, cells in body.ragged)
    if not counts or body.rows >= len(body.ragged):
        return None
    cells, _ = counts.most_common(1)[0]
    if body.width > 1 or cells == 1:
        return None
    line = next(line for line, count in body.ragged if count == cells)
    return raw.problem(
        f"the first line has {_cells(body.width)}, but most lines have {cells}: "
        "the header seems to stand further down",
        f"Write header_row = {line} under {{section}}, or delete the lines above the header.",
        line=raw.header_line,
    )


def _ragged_problems(raw: RawTable, body: Body, cut: bool) -> Iterator[Problem]:
    for line, cells in body.ragged[:MOST]:
        what = f"the row has {_cells(cells)}, the header has {body.width}"
        if cells < body.width:
            what += f": none for {_listed(raw.header[cells:])}"
        if cells > body.width:
            advice = f"Put cells that contain {raw.separator!r} in double quotes."
            if raw.separator == ",":
                advice += (
                    " Amounts with a decimal comma need it too, or separator = ';' under {section}."
                )
        elif cut and line == body.last:
            what += "; the file seems to be cut off in the middle of its last row"
            advice = "Export it again and check that the transfer was complete."
        else:
            advice = "Complete the row; delete titles and footers that are not part of the table."
        yield raw.problem(what, advice, line=line)
    if len(body.ragged) > MOST:
        yield raw.problem(
            f"{len(body.ragged) - MOST} more rows have another number of cells than the header"
        )


def _empty_rows(raw: RawTable, body: Body) -> Iterator[Problem]:
    last = max([body.last_row, *(line for line, _ in body.ragged)])
    for line in [line for line in body.empty if line < last][:MOST]:
        yield raw.problem(
            "the row is empty, nothing but separators, with filled rows below it",
            "Delete the row, or fill it in.",
            line=line,
        )
    after = [line for line in body.empty if line > last]
    if after:
        yield raw.problem(
            f"{len(after)} empty rows at the end of the file were skipped",
            "Nothing to do; the export could leave them out.",
            line=after[0],
            severity=Severity.WARNING,
        )


def _listed(headers: Sequence[str]) -> str:
    names = [repr(name) for name in headers[:4]]
    return ", ".join(names) + (f" and {len(headers) - 4} more" if len(headers) > 4 else "")


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
