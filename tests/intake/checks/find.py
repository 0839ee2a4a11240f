"""One check on a few rows: the dataset, the pack and the period that it needs, made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from reportgen.intake.check import Check
from reportgen.intake.dataset import Dataset
from reportgen.pack import Pack
from reportgen.pack_sections import Company
from reportgen.period import parse_period
from reportgen.problem import Problem, Severity
from tests.ascii_table import frame


def find(
    check: Check,
    named: Mapping[str, str] | None = None,
    /,
    *,
    period: str = "2026-06",
    history_starts: int | None = None,
    pack: Mapping[str, Any] | None = None,
    **tables: str | pl.DataFrame,
) -> list[Problem]:
    """What the check finds in tables that are written as text, in SEK, calendar years.

    Tables stand as keywords, or in `named` where a test goes through several of them.
    """
    frames = {
        name: frame(table) if isinstance(table, str) else table
        for name, table in {**(named or {}), **tables}.items()
    }
    company = Company(name="Test", currency="SEK")
    read = Pack.model_validate({"company": company, **(pack or {})})
    dataset = Dataset(frames, history_starts=history_starts)
    return list(check.find(dataset, read, parse_period(period)))


def lines(problems: list[Problem]) -> list[int | None]:
    """Where the problems stand."""
    return [problem.line for problem in problems]


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def months(first: str, count: int) -> list[str]:
    """Labels of so many months from the first on."""
    start = parse_period(first)
    return [start.shifted(step).label for step in range(count)]
