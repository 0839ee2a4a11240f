"""The last cell of a file whose last line has no end: whole, or cut off in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from reportgen.intake.codes import distinct
from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.reader import RawTable
from reportgen.intake.text import EDGE_BLANKS
from reportgen.problem import Problem

# A column with more forms than this is text, whose cells have no length that they must have.
MOST_FORMS = 1000
_DATE = re.compile(r"9{4}[-/.]9{2}(?:[-/.]9{2})?|9{2}[-/.]9{2}[-/.]9{4}")


class Ending:
    """What the cells of the last column look like, all but the very last.

    Only a column that keeps its closing zeros proves that its cells have so many decimals: then 75,5 and 75
    below 75,50 are pieces of an amount. Only digits and hyphens of one form prove a date.
    """

    def __init__(self) -> None:
        self.forms: set[str] = set()
        self.zeros = False
        self.last: tuple[int, str] | None = None
        self.above = ""

    def add(self, raw: RawTable) -> None:
        """The rows of a further piece of the table."""
        if raw.frame.is_empty():
            return
        cells = raw.frame[str(len(raw.header) - 1)]
        *before, last = [cells[-2], cells[-1]] if len(cells) > 1 else [cells[-1]]
        seen = distinct(cells.head(len(cells) - 1))
        if self.last is not None:
            seen = pl.concat([seen, pl.Series([self.last[1]], dtype=pl.String)])
        self.above = [self.last[1] if self.last else "", *before][-1]
        self.last = (raw.frame[LINE_COLUMN][-1], last.strip(EDGE_BLANKS))
        if len(self.forms) <= MOST_FORMS:
            seen = seen.str.strip_chars(EDGE_BLANKS)
            self.zeros = self.zeros or bool(seen.str.ends_with("0").any())
            self.forms.update(seen.str.replace_all("[0-9]", "9").unique())

    def problems(self, raw: RawTable, last_line: int) -> Iterator[Problem]:
        """That the last cell of the file is shorter than all others, if it is.

        last_line  physical line of the last row of the file, of whatever number of cells
        """
        if self.last is None or not self.forms or len(self.forms) > MOST_FORMS:
            return
        line, cell = self.last
        if line == last_line and cell and self._is_short(cell):
            yield raw.problem(
                "the file seems to be cut off in the middle of its last cell: it has no line end, "
                f"and {cell!r} is shorter than the cells above it, like {self.above!r}",
                "Export it again and check that the transfer was complete.",
                line=line,
                column=raw.header[-1],
                value=cell,
            )

    def _is_short(self, cell: str) -> bool:
        form, first = re.sub("[0-9]", "9", cell), next(iter(self.forms))
        if len(self.forms) == 1 and _DATE.fullmatch(first):
            return form != first and first.startswith(form)
        decimals = {_decimals(other) for other in self.forms}
        places = next(iter(decimals))
        return len(decimals) == 1 and self.zeros and "9" in form and _decimals(form) < places


def _decimals(form: str) -> int:
    match = re.fullmatch(r"\D{0,4}9[9 .,'’\u00a0\u202f]*?(?:[.,](9*))?", form)
    return len(match[1] or "") if match else 0
