"""Shares that a person wrote as percentages: a target of 105 for what is 1.05."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from reportgen.intake.dataset import FILE_COLUMN, LINE_COLUMN, Dataset
from reportgen.measure.metric import Metric
from reportgen.measure.plan import read_key
from reportgen.pack import PACK_FILE, Pack, line_of
from reportgen.problem import Problem, Severity
from reportgen.unit import Unit

# No board aims at more than five times; a company that was tiny a year ago may have grown so.
HIGHEST = 5
OPEN_TOPICS = ("growth", "loyalty")


@dataclass(frozen=True)
class Line:
    """A share that stands under [targets] or [thresholds]."""

    section: str
    name: str
    value: float
    metric: Metric


def shares_in_percent(pack: Pack, metrics: Mapping[str, Metric]) -> list[Problem]:
    """Targets and warning lines that are shares above 500 %: errors, of growth only warnings."""
    shown = pack.folder / PACK_FILE
    found = list(_lines(pack, metrics.values()))
    text = shown.read_text(encoding="utf-8") if found else ""
    return [
        Problem(
            PACK_FILE,
            _what(line.value, line.metric.name),
            _advice(line.value),
            line=line_of(text, (line.section, line.name)),
            column=f"{line.section}.{line.name}",
            value=f"{line.value:.10g}",
            severity=_severity(line.metric),
        )
        for line in found
    ]


def _lines(pack: Pack, metrics: Iterable[Metric]) -> Iterator[Line]:
    for metric in metrics:
        if metric.unit is not Unit.SHARE:
            continue
        for section, stated, names in (
            ("targets", pack.targets, (metric.name,)),
            ("thresholds", pack.thresholds, (metric.name, metric.threshold)),
        ):
            for name in names:
                if abs(value := stated.get(name, 0)) > HIGHEST:
                    yield Line(section, name, value, metric)


def planned_in_percent(dataset: Dataset) -> Iterator[Problem]:
    """A warning for each key of the plan that is a share and planned above 500 %."""
    plan = dataset.tables.get("plan")
    if plan is None or not {"key", "value"} <= set(plan.columns):
        return
    high = plan.filter(pl.col("value").abs() > HIGHEST).sort(FILE_COLUMN, LINE_COLUMN)
    for row in high.unique("key", keep="first", maintain_order=True).to_dicts():
        key = read_key(str(row["key"]))
        if key is None or key.metric is None or key.unit is not Unit.SHARE:
            continue
        value = float(row["value"])
        yield Problem(
            row[FILE_COLUMN],
            _what(value, key.metric.name),
            f"{_advice(value)} Or write the cell with its sign: {value:.10g} %.",
            line=row[LINE_COLUMN],
            column="value",
            value=f"{value:.10g}",
            severity=Severity.WARNING,
        )


def _severity(metric: Metric) -> Severity:
    return Severity.WARNING if metric.topic in OPEN_TOPICS else Severity.ERROR


def _what(value: float, name: str) -> str:
    return f"{value:.10g} is {value * 100:,.10g} %: {name} is a share, of which 1 is 100 %"


def _advice(value: float) -> str:
    return f"Write {value / 100:.10g} for {value:.10g} %."
