"""The house example with one of its figures bent, and what the identities say of it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from reportgen.errors import InputError
from reportgen.measure.compute import all_metrics
from reportgen.measure.identity import Identity, all_identities, hold
from reportgen.measure.reading import Readings
from reportgen.problem import Problem
from tests.measure.house import tables
from tests.measure.readings import readings

NAMED = {name for one in all_identities().values() for name in one.metrics}
METRICS = [metric for name, metric in all_metrics().items() if name in NAMED]


def bent(metric: str, by: Mapping[str, float], period: str = "2025Q4", **where: str) -> Readings:
    """Columns of a metric's cells raised: those of one split, one group."""
    found = readings(*METRICS, period=period, tables=tables())
    here = pl.col("metric") == metric
    for column, value in where.items():
        here &= pl.col(column) == value
    assert found.frame.filter(here).height
    frame = found.frame.with_columns(
        pl.when(here).then(pl.col(column) + more).otherwise(pl.col(column)).alias(column)
        for column, more in by.items()
    )
    return Readings(frame, found.metrics, found.period, {}, {}, "EUR")


def refusals(identity: Identity, figures: Readings) -> list[Problem]:
    """What an identity finds in such figures; each with both figures and their difference."""
    with pytest.raises(InputError) as stopped:
        hold(figures)
    own = [problem for problem in stopped.value.problems if problem.check == identity.name]
    assert all("difference of" in problem.what for problem in own)
    return own
