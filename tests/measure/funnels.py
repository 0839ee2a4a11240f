"""Funnels of a few rows: leads in, readings out, with a [funnel] of the test's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from reportgen.intake.dataset import Dataset, SourceFile
from reportgen.measure.compute import compute
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from reportgen.pack import Pack
from reportgen.pack_funnel import Funnel
from reportgen.pack_sections import Company, Definitions
from reportgen.period import parse_period
from tests.ascii_table import EXACT, frame

SCORES = dict.fromkeys(("score_decision", "score_need", "score_fit"), EXACT)


def leads(text: str) -> pl.DataFrame:
    """Rows of the leads export; scores are numbers."""
    header = text.strip().splitlines()[0].split()
    return frame(text, **{name: dtype for name, dtype in SCORES.items() if name in header})


def figures(
    *metrics: Metric,
    period: str = "2025Q4",
    funnel: Mapping[str, Any] | None = None,
    fiscal_year_start: int = 1,
    further: Mapping[str, tuple[str, ...]] | None = None,
    definitions: Mapping[str, Any] | None = None,
    more: Mapping[str, pl.DataFrame] | None = None,
    **named_tables: pl.DataFrame,
) -> Readings:
    """Some metrics of some tables, which stand as keywords or in `more`."""
    tables = {**(more or {}), **named_tables}
    files = tuple(SourceFile(name, f"{name}.csv", "", 0, 0, "utf-8", ",") for name in tables)
    pack = Pack(
        company=Company(name="Test", currency="EUR", fiscal_year_start=fiscal_year_start),
        definitions=Definitions.model_validate(definitions or {}),
        funnel=Funnel.model_validate(funnel or {}),
        folder=Path("test"),
    )
    named = {metric.name: metric for metric in metrics}
    dataset = Dataset(tables, files, further or {})
    return compute(dataset, pack, parse_period(period, fiscal_year_start), named)


def many(flow: str, counts: Mapping[str, int], days: Mapping[str, str]) -> pl.DataFrame:
    """So many leads in each stage, the first ones going furthest, on one day a stage."""
    rows = [
        f"L{number} {stage} {days[stage]} {flow}"
        for stage, count in counts.items()
        for number in range(count)
    ]
    return frame("lead_id stage entered_at flow\n" + "\n".join(rows))


def values(
    found: Readings, metric: str, period: str, split_by: str
) -> dict[str, float | str | None]:
    """The values of a split, or why they are missing."""
    return {
        split: r.value if r.value is not None else r.missing
        for (label, split), r in sorted(found.by(metric, split_by).items())
        if label == period
    }
