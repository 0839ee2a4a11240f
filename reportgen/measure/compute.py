"""All metrics at once: Dataset -> Readings."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.measure import metrics as metrics_folder
from reportgen.measure.books import Books
from reportgen.measure.cells import SCHEMA
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period


def all_metrics() -> dict[str, Metric]:
    """The catalogue, by name."""
    return load_members(metrics_folder, Metric)


def compute(
    dataset: Dataset,
    pack: Pack,
    period: Period,
    metrics: Mapping[str, Metric] | None = None,
) -> Readings:
    """Every metric for every window and split that the data allows."""
    chosen = all_metrics() if metrics is None else metrics
    books = Books(dataset, pack, period)
    frames, definitions, sources = [], {}, {}
    for name, metric in chosen.items():
        shape = metric.measure(books)
        cells = shape.cells(books.calendar, metric.kinds).select(list(SCHEMA))
        frames.append(cells.with_columns(metric=pl.lit(name)))
        variant = metric.variant(books) if metric.variant else ""
        definitions[name] = f"{metric.formula}; {variant}" if variant else metric.formula
        sources[name] = "; ".join(
            dict.fromkeys(
                file.path for table in shape.tables for file in dataset.files if file.table == table
            )
        )
    frame = pl.concat(frames) if frames else pl.DataFrame(schema={**SCHEMA, "metric": pl.String})
    return Readings(frame, chosen, period, definitions, sources, pack.company.currency)
