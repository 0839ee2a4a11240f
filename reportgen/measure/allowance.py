"""Allowance: which metrics the exports of a pack allow, and what the others are waiting for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from reportgen.intake import tables as tables_folder
from reportgen.intake.dataset import Dataset
from reportgen.intake.table import ColumnType, Table
from reportgen.measure.books import Books
from reportgen.measure.compute import all_metrics, compute
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.members import load_members
from reportgen.pack import Pack
from reportgen.period import Period

NO_DATA = "no_data"


@dataclass(frozen=True)
class Allowance:
    """A metric and whether the pack has it.

    reading  the company's figure of the report period
    period   the label under which it stands
    groups   the split that has figures where the company itself has none ("" otherwise)
    locked   no figure in any window: the exports do not hold what it is made of
    lacking  tables that it stands on and the pack has not
    columns  columns (table, column) that its tables may have and the files have not
    values   words (table, column, word) that no row of its tables has
    """

    metric: Metric
    reading: Reading
    period: str
    groups: str
    locked: bool
    tables: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()

    @property
    def given(self) -> bool:
        """Whether there is a figure for the report period, of the company or of groups."""
        return self.reading.value is not None or bool(self.groups)


def allowances(
    dataset: Dataset, pack: Pack, period: Period, metrics: Mapping[str, Metric] | None = None
) -> list[Allowance]:
    """Every metric with what it has or waits for, in the order of their names."""
    chosen = all_metrics() if metrics is None else metrics
    books = Books(dataset, pack, period)
    readings = compute(dataset, pack, period, chosen, books)
    known = load_members(tables_folder, Table)
    frame = readings.frame
    valued = set(frame.filter(pl.col("value").is_not_null())["metric"].unique())
    without = set(frame.filter(pl.col("missing") == NO_DATA)["metric"].unique())
    found = []
    for name, metric in chosen.items():
        label = readings.label(name, period)
        reading, tables = readings.get(name, label), metric.measure(books).tables
        now = frame.filter(pl.col("metric") == name, pl.col("period") == label)
        groups = now.filter(pl.col("value").is_not_null(), pl.col("split_by") != "")["split_by"]
        grouped = str(groups.min()) if len(groups) and reading.value is None else ""
        allowance = Allowance(metric, reading, label, grouped, name in without - valued, tables)
        found.append(_explained(allowance, dataset, known) if allowance.locked else allowance)
    return found


def _explained(allowance: Allowance, dataset: Dataset, known: Mapping[str, Table]) -> Allowance:
    """With what is lacking: tables, and of the tables that are there columns and words."""
    held = [table for table in allowance.tables if dataset.has(table)]
    return replace(
        allowance,
        lacking=tuple(table for table in allowance.tables if table not in held),
        columns=tuple(c for t in held for c in _columns(dataset, t, known)),
        values=tuple(v for t in held for v in _values(dataset, t, known)),
    )


def _columns(dataset: Dataset, table: str, known: Mapping[str, Table]) -> list[tuple[str, str]]:
    """Columns that a table may have and this one has not, or not a single cell of."""
    frame = dataset.tables[table]
    return [
        (table, name)
        for name in known[table].columns
        if name not in frame.columns or frame[name].null_count() == frame.height
    ]


def _values(dataset: Dataset, table: str, known: Mapping[str, Table]) -> list[tuple[str, str, str]]:
    """Words of a column of choices that no row has: a ledger without cost of goods sold."""
    frame = dataset.tables[table]
    found = []
    for name, column in known[table].columns.items():
        if column.type is ColumnType.CHOICE and name in frame.columns:
            seen = set(frame[name].drop_nulls().unique())
            if seen:
                found += [(table, name, word) for word in column.choices if word not in seen]
    return found
