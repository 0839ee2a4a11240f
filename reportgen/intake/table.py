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

    required   the file must have it
    filled     no cell may be blank
    synonyms   further headers, any case, in the languages of our users
    choices    canonical word -> further spellings (for CHOICE)
    negative   whether a value below zero is allowed
    """

    type: ColumnType
    required: bool = False
    filled: bool = False
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    negative: bool = True


@dataclass(frozen=True)
class Table:
    """One table.

    title    what it is called on the data notes page
    grain    the columns that together name a row; two rows with the same are a mistake (empty: none)
    unlocks  a phrase: what a pack can say once it has this table
    export   a phrase: where people get it from
    month    the column that says to which month a row belongs, "" when the table has no time
    wide     whether a file with one column per month is understood; its cells are this column
    """

    title: str
    grain: tuple[str, ...]
    columns: Mapping[str, Column]
    unlocks: str
    export: str
    month: str = ""
    wide: str = ""
