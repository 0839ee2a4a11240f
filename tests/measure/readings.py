"""Metrics of a few rows: tables in, readings out."""

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
from reportgen.pack_sections import Company, Definitions, Loyalty
from reportgen.period import first_day, month_number, parse_period
from tests.ascii_table import frame


def readings(
    *metrics: Metric,
    period: str = "2025Q4",
    tables: Mapping[str, pl.DataFrame],
    further: Mapping[str, tuple[str, ...]] | None = None,
    history_starts: str | None = None,
    fiscal_year_start: int = 1,
    loyalty: Mapping[str, Any] | None = None,
    **definitions: Any,
) -> Readings:
    """Some metrics of some tables, with the pack's definitions as they stand in pack.toml."""
    files = tuple(SourceFile(name, f"{name}.csv", "", 0, 0, "utf-8", ",") for name in tables)
    starts = None if history_starts is None else parse_period(history_starts).first
    dataset = Dataset(tables, files, further or {}, history_starts=starts)
    pack = pack_of(fiscal_year_start, loyalty, **definitions)
    named = {metric.name: metric for metric in metrics}
    return compute(dataset, pack, parse_period(period, fiscal_year_start), named)


def pack_of(
    fiscal_year_start: int = 1, loyalty: Mapping[str, Any] | None = None, **definitions: Any
) -> Pack:
    """A pack with these choices, as they stand in pack.toml."""
    return Pack(
        company=Company(name="Test", currency="EUR", fiscal_year_start=fiscal_year_start),
        definitions=Definitions.model_validate(definitions),
        loyalty=Loyalty.model_validate(loyalty or {}),
        folder=Path("test"),
    )


def months(text: str) -> pl.DataFrame:
    """Rows with `from` and `to` (months, `to` inclusive) as one row a month."""
    rows = []
    for row in frame(text, **{"from": pl.Date(), "to": pl.Date()}).iter_rows(named=True):
        begin, end = row.pop("from"), row.pop("to")
        for number in range(month_number(begin), month_number(end) + 1):
            rows.append({**row, "month": first_day(number)})
    types = frame(text, **{"from": pl.Date(), "to": pl.Date()}).drop("from", "to").schema
    return pl.DataFrame(rows, schema={**types, "month": pl.Date})
