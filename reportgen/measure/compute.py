"""All metrics at once: Dataset -> Readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from reportgen.intake.dataset import Dataset
from reportgen.measure import metrics as metrics_folder
from reportgen.measure.books import Books
from reportgen.measure.cells import SCHEMA
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Readings
from reportgen.measure.shape import Shape
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period


def all_metrics() -> dict[str, Metric]:
    """The catalogue, by name."""
    return load_members(metrics_folder, Metric)


class Told(dict[str, str]):
    """Words about each metric, found when they are first asked for."""

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__()
        self.tell = tell

    def __missing__(self, name: str) -> str:
        self[name] = self.tell(name)
        return self[name]


def compute(
    dataset: Dataset,
    pack: Pack,
    period: Period,
    metrics: Mapping[str, Metric] | None = None,
    books: Books | None = None,
) -> Readings:
    """Every metric for every window and split that the data allows, each when it is asked for.

    books  those of the dataset, where the caller goes on to ask them where a figure comes from
    """
    chosen = all_metrics() if metrics is None else metrics
    books = books or Books(dataset, pack, period)
    shapes: dict[str, Shape] = {}

    def shape(name: str) -> Shape:
        if name not in shapes:
            shapes[name] = chosen[name].measure(books)
        return shapes[name]

    def cells(name: str) -> pl.DataFrame:
        found = shape(name).cells(books.calendar, chosen[name].kinds)
        return found if found.columns == list(SCHEMA) else found.select(list(SCHEMA))

    def definition(name: str) -> str:
        metric = chosen[name]
        variant = metric.variant(books) if metric.variant else ""
        return f"{metric.formula}; {variant}" if variant else metric.formula

    def source(name: str) -> str:
        tables = shape(name).tables
        paths = [file.path for table in tables for file in dataset.files if file.table == table]
        return "; ".join(dict.fromkeys(paths))

    return Readings(cells, chosen, period, Told(definition), Told(source), pack.company.currency)
