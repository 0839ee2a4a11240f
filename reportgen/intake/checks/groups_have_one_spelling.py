"""A group under two spellings is two groups: neither of them is the segment that the board knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from reportgen.intake import tables
from reportgen.intake.cells import quoted
from reportgen.intake.check import check
from reportgen.intake.checks._shared import found
from reportgen.intake.codes import distinct, plain_frame
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.intake.table import ColumnType, Table
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.problem import Problem, Severity, counted

# A column with more of them is a list of names or remarks, not of groups.
MOST_GROUPS = 200
# Customers have a check of their own; actions and plans are read word by word.
NO_GROUPS = ("name", "action", "kpi")
NOT_GROUPED = ("actions", "plan")
COUNTRY = "country"
# The languages in which exports name countries, and codes that are used beside those of ISO 3166.
LANGUAGES = ("en", "sv", "da", "nb", "fi", "de")
MOST_SHOWN, MOST_LINES = 5, 3


@check(
    what="No two groups of a column differ only by case, blanks or hyphens, and no country stands "
    "there under its code and its name.",
    why="A segment in two spellings is split in two, and each half has figures of its own.",
    severity=Severity.WARNING,
)
def groups_have_one_spelling(dataset: Dataset, pack: Pack, period: Period) -> Iterator[Problem]:
    """Segments, countries, channels and the like that are spelt in more than one way; one a column."""
    for name in sorted(set(filter(dataset.has, dataset.tables)) - set(NOT_GROUPED)):
        frame = dataset.kept(name)
        for column in _columns(name, frame, dataset.further.get(name, ())):
            texts = distinct(frame[column])
            if 1 < len(texts) <= MOST_GROUPS:
                alike = _alike(texts.to_list(), column == COUNTRY)
                if alike:
                    yield _problem(frame, name, column, alike)


def _columns(name: str, frame: pl.DataFrame, further: Iterable[str]) -> list[str]:
    """Columns whose texts are groups: those by which figures are split."""
    known = _tables().get(name, {})
    wanted = [column for column in (*known, *further) if known.get(column, True)]
    texts = (pl.String, pl.Categorical)
    return [c for c in wanted if c in frame.columns and isinstance(frame[c].dtype, texts)]


@cache
def _tables() -> Mapping[str, Mapping[str, bool]]:
    """Table -> column -> whether its texts are groups."""
    return {
        name: {
            column: kind.type is ColumnType.TEXT
            and not (kind.key or kind.currency or column in NO_GROUPS)
            for column, kind in table.columns.items()
        }
        for name, table in load_members(tables, Table).items()
    }


def _alike(texts: Iterable[str], are_countries: bool) -> list[list[str]]:
    """Texts that mean the same, together."""
    groups: dict[str, list[str]] = {}
    for text in sorted(texts):
        groups.setdefault(_bare(text), []).append(text)
    if are_countries and len(groups) > 1 and any(len(text) != 2 for text in groups):
        codes, countries = _countries(), dict[str, list[str]]()
        for bare, spellings in groups.items():
            countries.setdefault(codes.get(bare, bare), []).extend(spellings)
        groups = countries
    return [spellings for bare, spellings in groups.items() if bare and len(spellings) > 1]


def _bare(text: str) -> str:
    """Without case, blanks, hyphens and points: `Mid-market ` and `mid market`, `U.S.` and `US`."""
    return "".join(mark for mark in text.casefold() if mark not in "-–_./" and not mark.isspace())


@cache
def _countries() -> Mapping[str, str]:
    """Bare names, three letters and older codes of countries -> the code in small letters."""
    from babel import Locale
    from babel.core import get_global

    codes = {
        _bare(alias): after[0].lower()
        for alias, after in get_global("territory_aliases").items()
        if alias.isalpha() and len(after) == 1
    }
    for language in LANGUAGES:
        for code, named in Locale(language).territories.items():
            if code.isalpha():
                codes[_bare(named)] = code.lower()
    return codes


def _problem(frame: pl.DataFrame, name: str, column: str, alike: list[list[str]]) -> Problem:
    spellings = [text for group in alike for text in group]
    rows = frame.select(column, FILE_COLUMN, LINE_COLUMN).filter(
        pl.col(column).is_in(pl.Series(spellings).implode())
    )
    rows = plain_frame(rows).rename({column: "text"})
    seen = {
        row["text"]: row
        for row in rows.group_by("text")
        .agg(
            pl.first(FILE_COLUMN, LINE_COLUMN),
            rows=pl.len(),
            lines=pl.col(LINE_COLUMN).unique().sort().head(MOST_LINES),
        )
        .to_dicts()
    }
    sentences, told = [], []
    rare = seen[spellings[0]]
    for group in alike:
        most, *others = sorted(group, key=lambda text: (-int(seen[text]["rows"]), text))
        sentences.append(" and ".join(_counted(seen[text]) for text in (most, *others)))
        told += [f"{quoted(text)} = {quoted(most)}" for text in others]
        rare = seen[others[-1]]
    left = len(sentences) - MOST_SHOWN
    more = f", and {left} more groups" if left > 0 else ""
    return found(
        groups_have_one_spelling,
        rare,
        f"{column} has groups in more than one spelling, each counted as a group of its own: "
        f"{'; '.join(sentences[:MOST_SHOWN])}{more}",
        f"If they are the same, write {', '.join(told[:MOST_SHOWN])} under "
        f"[inputs.{name}.values.{column}].",
        column=column,
        value=rare["text"],
    )


def _counted(row: Mapping[str, Any]) -> str:
    """`'small' (4 rows: lines 5, 9, 12, …)`."""
    lines = ", ".join(map(str, row["lines"])) + (", …" if row["rows"] > len(row["lines"]) else "")
    word = "line" if len(row["lines"]) == 1 else "lines"
    return f"{row['text']!r} ({counted(row['rows'], 'row')}: {word} {lines})"
