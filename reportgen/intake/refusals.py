"""Cells that are refused, kind by kind, so that a file read in pieces is complained of as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.problem import Problem

# Nobody reads more; a column with this many has one mistake many times.
MOST = 1000
# Step, column and way, numbered in the order of reading.
Kind = tuple[int, int, str]
# The way in which a cell is wrong that holds nothing.
BLANK = "blank"


@dataclass
class Refused:
    """What is wrong with cells of one column in one way: as many as anybody reads, and their number."""

    header: str
    shown: list[Problem] = field(default_factory=list)
    count: int = 0


@dataclass
class Refusals:
    """All that is wrong with the cells of a file, of which the rows may have come in pieces.

    by_kind  (step, column, how) -> its cells; steps and columns are numbered in the order of reading
    rows     how many rows have been read
    """

    by_kind: dict[Kind, Refused] = field(default_factory=dict)
    rows: int = 0

    def add(self, kind: Kind, header: str, count: int, shown: list[Problem]) -> None:
        """Further cells of one kind, in the order of the file."""
        known = self.by_kind.setdefault(kind, Refused(header))
        known.shown += shown[: MOST - len(known.shown)]
        known.count += count

    def problems(self) -> list[Problem]:
        """In the order of reading."""
        found: list[Problem] = []
        for kind in sorted(self.by_kind):
            refused = self.by_kind[kind]
            if kind[2] == BLANK and refused.count == self.rows > 1:
                found.append(_all_blank(refused))
                continue
            found += refused.shown
            if refused.count > MOST:
                what = f"{refused.count - MOST} more cells of this column are refused"
                found.append(Problem(refused.shown[0].file, what, column=refused.header))
        return found

    def add_all(self, later: Refusals) -> None:
        """Those of rows further down."""
        self.rows += later.rows
        for kind, refused in later.by_kind.items():
            self.add(kind, refused.header, refused.count, refused.shown)


def _all_blank(refused: Refused) -> Problem:
    """A column that holds nothing at all is one mistake, of the export."""
    first = refused.shown[0]
    return Problem(
        first.file,
        f"{first.what.removesuffix(' is blank')} is blank in all {refused.count:,} rows",
        "Export the file with that column filled; if it stands under another header, say so under "
        "columns of {section}.",
        column=refused.header,
        sheet=first.sheet,
    )
