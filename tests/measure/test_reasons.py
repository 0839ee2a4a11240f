"""Why the past has changed, as pack.toml says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.measure.reasons import read_reasons, reason_for
from reportgen.pack import read_pack
from reportgen.period import parse_period
from tests.measure.issued_packs import company

METRICS = ["recurring_revenue", "annual_recurring_revenue", "customers"]
WRITTEN = """
[restatements.reasons]
"recurring_revenue 2026-06" = "late credit note"
recurring_revenue = "merged customers"
"2026-06" = "June was closed again"
"customers FY2025" = "duplicates found"
"""


@pytest.mark.parametrize(
    ("metric", "period", "why"),
    [
        ("recurring_revenue", "2026-06", "late credit note"),
        ("recurring_revenue", "2026Q2", "late credit note"),
        ("recurring_revenue", "TTM2027-05", "late credit note"),
        ("recurring_revenue", "2026-05", "merged customers"),
        ("annual_recurring_revenue", "2026-06", "June was closed again"),
        ("annual_recurring_revenue", "FY2026", "June was closed again"),
        ("annual_recurring_revenue", "2026-07", ""),
        ("customers", "FY2025", "duplicates found"),
        ("customers", "2025-12", ""),
        ("customers", "2026Q2", "June was closed again"),
    ],
)
def test_the_closest_reason_speaks(metric: str, period: str, why: str, tmp_path: Path) -> None:
    """Metric and period before metric, metric before period; a month speaks for its quarter too."""
    reasons, problems = read_reasons(read_pack(company(tmp_path, settings=WRITTEN)), METRICS)
    assert problems == []
    assert reason_for(reasons, metric, parse_period(period)) == why


@pytest.mark.parametrize(
    ("key", "what", "advice"),
    [
        ("recuring_revenue 2026-06", "there is no metric", "Did you mean 'recurring_revenue'?"),
        ("custmers", "there is no metric", "Did you mean 'customers'?"),
        ("customers June", "is not a period", "Write METRIC PERIOD"),
        ("customers 2026-13", "there is no month 13", "Write METRIC PERIOD"),
        ("nothing at all", "there is no metric", ""),
        ("", "needs a metric", "Write METRIC PERIOD"),
    ],
)
def test_a_key_that_speaks_of_nothing(key: str, what: str, advice: str, tmp_path: Path) -> None:
    """With its line and the nearest."""
    settings = f'[restatements.reasons]\n"{key}" = "because"\n'
    reasons, problems = read_reasons(read_pack(company(tmp_path, settings=settings)), METRICS)
    assert reasons == ()
    (problem,) = problems
    assert what in problem.what
    assert problem.advice.startswith(advice)
    assert problem.line is not None
