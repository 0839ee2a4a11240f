"""Rows that name a group instead of holding data: `Marketing` alone above the postings on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from reportgen.intake.dataset import LINE_COLUMN
from reportgen.intake.reader import RawTable, is_dropped
from reportgen.intake.text import EDGE_BLANKS
from reportgen.pack_input import Input

# How a group within a group is written: `Expenses:Advertising`.
PATH = ":"


@dataclass
class Sieve:
    """What stands between the rows of data: names of groups, totals and footers.

    names   line and text of each row of which only the first cell is filled
    totals  line and text of each row that was dropped; one that ends with a name closes its group
    """

    options: Input
    names: list[tuple[int, str]] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        """Whether every row is data."""
        return not (self.options.drop_rows or self.options.sections)

    def takes(self, row: Sequence[str], line: int) -> bool:
        """Whether a row is no data; what it says is kept."""
        filled = [at for at, cell in enumerate(row) if cell.strip(EDGE_BLANKS)]
        if not filled:
            return False
        text = row[filled[0]].strip(EDGE_BLANKS)
        if is_dropped(row, self.options.drop_rows):
            self.totals.append((line, text))
            return True
        if self.options.sections and filled == [0]:
            self.names.append((line, text))
            return True
        return False

    def added(self, raw: RawTable) -> RawTable:
        """The table with a last column that says to which group each row belongs."""
        raw = replace(raw, dropped=len(self.totals))
        header = self.options.sections
        if not header:
            return raw
        if header in raw.header:
            what = f"the file has a column {header!r}, and sections would make another"
            problem = raw.problem(what, "Give sections another name under {section}.")
            return raw.complaining(problem)
        steps = groups(self.names, self.totals)
        starts = pl.DataFrame(
            {LINE_COLUMN: [line for line, _ in steps], "group": [name for _, name in steps]},
            schema={LINE_COLUMN: pl.UInt32, "group": pl.String},
        )
        name = str(len(raw.header))
        frame = raw.frame.join_asof(starts, on=LINE_COLUMN, strategy="backward")
        frame = frame.with_columns(pl.col("group").fill_null("").alias(name)).drop("group")
        frame = frame.select(pl.exclude(LINE_COLUMN), LINE_COLUMN)
        return replace(raw, header=(*raw.header, header), frame=frame)


def groups(names: list[tuple[int, str]], totals: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """From which line on which group holds: (line, path), "" where none does.

    A group whose total comes later holds the groups in between; one without a total ends where the
    next one begins.
    """
    events = sorted(
        [(line, text, True) for line, text in names]
        + [(line, text, False) for line, text in totals]
    )
    open_ones: list[str] = []
    steps: list[tuple[int, str]] = []
    for line, text, opens in events:
        if opens:
            while open_ones and not _closed_after(open_ones[-1], line, totals):
                open_ones.pop()
            open_ones.append(text)
        else:
            inside = [at for at, name in enumerate(open_ones) if _closes(text, name)]
            if not inside:
                continue
            del open_ones[inside[-1] :]
        steps.append((line, PATH.join(open_ones)))
    return steps


def _closes(total: str, name: str) -> bool:
    """`Total for Rent`, `Total Rent`, `Total for Rent with sub-accounts` close `Rent`."""
    before, found, after = total.partition(name)
    return bool(found) and before.endswith(" ") and (not after or after.startswith(" with"))


def _closed_after(name: str, line: int, totals: list[tuple[int, str]]) -> bool:
    return any(at > line and _closes(text, name) for at, text in totals)
