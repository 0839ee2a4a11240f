"""Text kept as numbers: every distinct cell once, and a code for each row.

A file of fifty million rows names a million customers and sixty months. Whatever is asked of its cells
is asked of the distinct ones, and what a row holds takes four bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl


def is_coded(text: pl.Series) -> bool:
    """Whether the cells are kept as codes."""
    return isinstance(text.dtype, pl.Categorical)


def coded(text: pl.Series, categories: pl.Categories | None = None) -> pl.Series:
    """The same text as codes, in a list of its own or in one that other columns share."""
    return text.cast(pl.Categorical(categories or pl.Categories.random()))


def plain(text: pl.Series) -> pl.Series:
    """The same text, every row with its own."""
    return text.cast(pl.String) if is_coded(text) else text


def plain_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """All columns of codes as text; the frame itself when it has none."""
    names = [name for name in frame.columns if is_coded(frame[name])]
    return frame.with_columns(pl.col(names).cast(pl.String)) if names else frame


def distinct(text: pl.Series) -> pl.Series:
    """The cells that occur, blanks left out, as text and in no particular order."""
    return plain(text.drop_nulls().unique())


def by_cell(text: pl.Series, judge: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `judge` says of each row's cell; of coded text it is asked once for each distinct cell.

    judge  a series of text -> a series of the same length, null where the cell is null
    """
    if not isinstance(text.dtype, pl.Categorical):
        return judge(text)
    return handed_out(judge(cells_of(text)), text)


def cells_of(text: pl.Series) -> pl.Series:
    """The list behind coded text: at each place the cell of which the place is the code.

    A code that no row holds may stand for a cell that was taken away, or for none (null).
    """
    count = pl.select(pl.lit(text.to_physical()).max() + 1).item() or 0
    codes = pl.int_range(count, dtype=pl.UInt32)
    return pl.select(codes.cat.to(text.dtype, strict=False).cast(pl.String)).to_series()


def handed_out(answers: pl.Series, text: pl.Series) -> pl.Series:
    """Answers about the distinct cells of coded text, each given to the rows that hold the cell."""
    if answers.is_empty():
        nothing = pl.Series(text.name, [None], dtype=answers.dtype)
        return nothing.new_from_index(0, len(text))
    return answers.gather(text.to_physical()).rename(text.name)


def beside(rows: pl.DataFrame, facts: pl.DataFrame, on: str) -> pl.DataFrame:
    """A left join on a column, of which `facts` has each value once; codes are not looked for.

    on  text or codes of one list in both; rows keep their order
    """
    if not is_coded(rows[on]) or facts.is_empty():
        return rows.join(facts, on=on, how="left", maintain_order="left")
    codes, places = facts[on].to_physical(), pl.int_range(facts.height, dtype=pl.UInt32, eager=True)
    count = pl.select(pl.max_horizontal(rows[on].to_physical().max(), codes.max()) + 1).item()
    found = pl.repeat(None, count, dtype=pl.UInt32, eager=True).scatter(codes, places)
    return rows.hstack(facts.drop(on)[found.gather(rows[on].to_physical())])


def recoded(text: pl.Series, cells: pl.Series, codes: pl.Categorical, in_order: bool) -> pl.Series:
    """Coded text under another list. cells: what stands there for each of its cells.

    in_order: new cells get codes in the order of the rows, so that rows in order of their customers
    are in order of the codes too, and need no sorting.
    """
    # Held until the codes are given out: a list of which no series is left is forgotten.
    in_turn = cells.clear().cast(codes)
    if in_order:
        appearing = text.to_physical().drop_nulls().unique(maintain_order=True)
        in_turn = cells.gather(appearing).cast(codes)
    given = handed_out(cells.cast(codes), text)
    del in_turn
    return given


@dataclass(frozen=True)
class Codebook:
    """The lists under which a table's texts are kept, one for each column, shared by all its files."""

    categories: dict[str, pl.Categories] = field(default_factory=dict)

    def of(self, column: str) -> pl.Categorical:
        """The type of a column's codes."""
        if column not in self.categories:
            self.categories[column] = pl.Categories.random()
        return pl.Categorical(self.categories[column])


class KeptTables(Mapping[str, pl.DataFrame]):
    """Tables by name. Who asks for one gets text; `kept` is for those who can work with codes."""

    def __init__(self, frames: Mapping[str, pl.DataFrame]) -> None:
        self.frames = dict(frames)

    def __getitem__(self, name: str) -> pl.DataFrame:
        return plain_frame(self.frames[name])

    def __contains__(self, name: object) -> bool:
        return name in self.frames

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def kept(self, name: str) -> pl.DataFrame:
        """The table as it is kept: large ones with codes for text."""
        return self.frames[name]
