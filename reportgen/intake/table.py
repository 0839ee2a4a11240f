"""The kind "table": what columns a table has, of which type, and under which headers they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class ColumnType(Enum):
    """What a cell must hold. The polars type behind it stands in brackets."""

    TEXT = "text"  # [String]
    MONTH = "month"  # [Date, first day of the month]
    DATE = "date"  # [Date]
    MONEY = "money"  # [Decimal(38, 12)]
    NUMBER = "number"  # [Decimal(38, 12)]
    CHOICE = "choice"  # [String, one of the canonical words]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    required     the file must have it
    filled       no cell may be blank
    synonyms     further headers, any case, in the languages of our users; the best one first
    choices      canonical word -> further spellings (for CHOICE)
    negative     whether a value below zero is allowed
    zero         whether zero is allowed
    key          whether it names somebody: invisible characters are refused, not removed
    upper        whether it holds codes that are compared in capitals: sek is SEK
    currency     whether its codes must be those of currencies
    percent      whether `12,5 %` may stand in it, which is 0.125
    filled_when  column -> its canonical words for which this cell must not be blank
    read_from    the column whose text is translated by `[inputs.TABLE.values.THIS]` when the file
                 has no column of its own for this one
    implies      header -> (column, value): what a header says about another column
    """

    type: ColumnType
    required: bool = False
    filled: bool = False
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    negative: bool = True
    zero: bool = True
    key: bool = False
    upper: bool = False
    currency: bool = False
    percent: bool = False
    filled_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read_from: str = ""
    implies: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table.

    title    what it is called on the data notes page
    grain    the columns that together name a row; two rows with the same are a mistake (empty: none)
    unlocks  a phrase: what a pack can say once it has this table
    export   a phrase: where people get it from
    month    the column that says to which month a row belongs, "" when the table has no time
    wide     whether a file with one column per month is understood; its cells are this column
    staged   (stage, day) when a file with one column per stage is understood: its headers and its
             cells are these columns
    becomes  the table that its rows are turned into ("" for itself): subscriptions become
             recurring_revenue
    """

    title: str
    grain: tuple[str, ...]
    columns: Mapping[str, Column]
    unlocks: str
    export: str
    month: str = ""
    wide: str = ""
    staged: tuple[str, str] | None = None
    becomes: str = ""

    @property
    def dated_by(self) -> str:
        """The column that says when: its month, else the first day that every file has, else ""."""
        days = [n for n, c in self.columns.items() if c.required and c.type is ColumnType.DATE]
        return self.month or next(iter(days), "")
