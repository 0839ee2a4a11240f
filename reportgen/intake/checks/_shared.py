"""What checks share: findings about a row, numbers in words, tables that may be absent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from reportgen.intake.check import Check
from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.period import month_label
from reportgen.problem import Problem, Severity

# Nobody reads more; a check that finds this many has found one mistake many times.
MOST = 1000


def found(
    check: Check,
    row: Mapping[str, Any],
    what: str,
    advice: str = "",
    *,
    column: str = "",
    value: object = "",
    severity: Severity | None = None,
) -> Problem:
    """A finding of `check` about a row that has a source file and perhaps a source line."""
    return Problem(
        file=row[FILE_COLUMN],
        line=row.get(LINE_COLUMN),
        what=what,
        advice=advice,
        column=column,
        value=plain(value),
        check=check.name,
        severity=severity or check.severity,
    )


def table_with(dataset: Dataset, name: str, *columns: str) -> pl.DataFrame | None:
    """The table when it has rows and all these columns, else None."""
    if not dataset.has(name):
        return None
    frame = dataset.kept(name)
    return frame if set(columns) <= set(frame.columns) else None


def recurring(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of recurring revenue proper: services and one-off amounts left out."""
    if "kind" not in frame.columns:
        return frame
    proper = frame.select(pl.col("kind").fill_null("recurring") == "recurring").to_series()
    return frame if proper.all() else frame.filter(proper)


def month_number_of(name: str = "month") -> pl.Expr:
    """A date as the number of its month, see `reportgen.period`."""
    day = pl.col(name)
    return (day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1).cast(pl.Int32)


def span(frame: pl.DataFrame, value: str) -> tuple[int, int] | None:
    """First and last month (numbers) in which a row has more than 0; None when no row has."""
    paid = pl.col("month").filter(pl.col(value) > 0)
    days = frame.lazy().select(first=paid.min(), last=paid.max()).collect(engine="streaming")
    first, last = days.select(month_number_of("first"), month_number_of("last")).row(0)
    return None if first is None else (first, last)


def plain(value: object) -> str:
    """`1234.50`, `0.125`, `2026-09-30`: unrounded, so that a difference never prints as zero."""
    if not isinstance(value, Decimal):
        return "" if value is None else str(value)
    text = format(value.normalize(), "f")
    digits = len(text.partition(".")[2])
    text += "" if digits >= 2 else "." * (digits == 0) + "0" * (2 - digits)
    return "0.00" if text == "-0.00" else text


def count_of(value: Decimal) -> str:
    """A number of people or things: `12`, `12.5`."""
    return format(value.normalize(), "f")


def month_of(day: date) -> str:
    """`2026-09`."""
    return f"{day:%Y-%m}"


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Whole numbers as runs of neighbours: 1 2 3 7 -> (1, 3), (7, 7)."""
    found_runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found_runs and number == found_runs[-1][1] + 1:
            found_runs[-1] = (found_runs[-1][0], number)
        else:
            found_runs.append((number, number))
    return found_runs


def months_in_words(numbers: Iterable[int], most: int = 6) -> str:
    """`2026-02, 2026-04 to 2026-06`; a long list ends in how many are left."""
    parts = [
        month_label(first) if first == last else f"{month_label(first)} to {month_label(last)}"
        for first, last in runs(numbers)
    ]
    left = len(parts) - most
    return ", ".join(parts[:most]) + (f" and {left} more" if left > 0 else "")


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of the file, as a person works through it; no more than anybody reads."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line or 0))[:MOST]
