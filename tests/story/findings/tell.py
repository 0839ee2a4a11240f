"""Stories for tests: readings written as a small table, everything else as in a true pack."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from reportgen.measure.benchmark import Benchmark, load_benchmarks
from reportgen.measure.cells import SCHEMA
from reportgen.measure.comparison import compare_all
from reportgen.measure.compute import all_metrics
from reportgen.measure.reading import Readings
from reportgen.pack import Pack
from reportgen.pack_sections import Benchmarks, Company, Definitions
from reportgen.period import parse_period
from reportgen.story.locale import load_locale
from reportgen.story.story import Story

FIELDS = ("metric", "period", "value")


def readings(text: str, period: str = "2026Q3") -> Readings:
    """Lines of `metric period value`, then `n=3 exact numerator=4 missing=div_zero segment=SMB`."""
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        metric, label, value, *more = line.split()
        row: dict[str, Any] = dict.fromkeys(SCHEMA)
        row |= {"metric": metric, "period": label, "split_by": "", "split": ""}
        row["value"] = None if value == "-" else float(value)
        row["missing"] = "no_data" if value == "-" else None
        for word in more:
            name, _, stated = word.partition("=")
            if name == "exact":
                row["exact"] = Decimal(value)
            elif name in ("numerator", "denominator"):
                row[name] = float(stated)
            elif name == "n":
                row["n"] = int(stated)
            elif name == "missing":
                row["missing"] = stated
            else:
                row |= {"split_by": name, "split": stated}
        rows.append(row)
    frame = pl.DataFrame(rows, schema={**SCHEMA, "metric": pl.String})
    metrics = all_metrics()
    return Readings(frame, metrics, parse_period(period), {}, {}, "SEK")


def pack(**sections: Any) -> Pack:
    """A pack of a Swedish company; sections as keywords."""
    definitions = Definitions(**sections.pop("definitions", {}))
    benchmarks = Benchmarks(**sections.pop("benchmarks", {}))
    company = Company(name="Nordlys", currency=sections.pop("currency", "SEK"))
    folder = sections.pop("folder", Path("packs/nordlys"))
    return Pack(
        company=company, definitions=definitions, benchmarks=benchmarks, folder=folder, **sections
    )


def tell(
    text: str,
    *,
    locale: str = "en",
    period: str = "2026Q3",
    known: dict[str, Benchmark] | None = None,
    **sections: Any,
) -> Story:
    """A story of these readings, compared with the shipped benchmarks unless others are given."""
    figures, own = readings(text, period), pack(**sections)
    compared = compare_all(figures, load_benchmarks() if known is None else known, own)
    return Story(figures, own, load_locale(locale), compared)
