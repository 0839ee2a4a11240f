"""Text -> one of a column's canonical words, by its spellings in our users' languages."""

from __future__ import annotations

import difflib

import polars as pl

from reportgen.intake.header import normalised
from reportgen.intake.table import Column
from reportgen.intake.text import by_distinct


def read_choices(text: pl.Series, column: Column) -> tuple[pl.Series, pl.Series]:
    """The canonical words, and true where a cell is filled but means none of them."""
    words = {
        normalised(spelling): word
        for word, spellings in column.choices.items()
        for spelling in (word, *spellings)
    }
    values = by_distinct(text, lambda cell: words.get(normalised(cell)), pl.String())
    return values.rename(text.name), text.is_not_null() & values.is_null()


def why_no_choice(name: str, column: Column, text: str) -> tuple[str, str]:
    """What is wrong with a cell that means none of the words, and what to write."""
    close = difflib.get_close_matches(normalised(text), column.choices, n=1, cutoff=0.6)
    suggestion = close[0] if close else next(iter(column.choices))
    return (
        f"{text!r} is not a {name}; it must be one of {', '.join(column.choices)}",
        f'Translate it: write "{text}" = "{suggestion}", or whichever it is, under {{values}}.',
    )
