"""Reading: one figure with all that it needs to be defended; Readings: all of them, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import polars as pl

from reportgen.measure.cells import SCHEMA
from reportgen.measure.metric import PART, Metric
from reportgen.period import Period, PeriodKind

FIGURE_COLUMNS = (
    "metric",
    "period",
    "split_by",
    "split",
    "value",
    "unit",
    "numerator",
    "denominator",
    "n",
    "missing_because",
    "definition",
    "source",
)


@dataclass(frozen=True)
class Reading:
    """One figure: its value or the reason why there is none, both halves, n, and what it is of."""

    metric: str
    period: str
    value: float | None
    exact: Decimal | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    missing: str | None = "no_data"
    split_by: str = ""
    split: str = ""


# A spreadsheet takes a text that begins so for a formula and runs it.
FORMULA = r"^[=+\-@\t\r＝＋－＠]"


def _as_text(column: str) -> pl.Expr:
    """A column of names that no spreadsheet takes for formulas: those get an apostrophe in front."""
    text = pl.col(column)
    return pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).alias(column)


class Split(Mapping[tuple[str, str], Reading]):
    """The readings of one split of a metric by (period, split), each made when it is asked for.

    Why: most of two hundred thousand figures are written to a file and never printed.
    """

    def __init__(self, rows: pl.DataFrame | None) -> None:
        self._rows = pl.DataFrame(schema={**SCHEMA, "metric": pl.String}) if rows is None else rows
        keys = zip(self._rows["period"].to_list(), self._rows["split"].to_list(), strict=True)
        self._places = dict(zip(keys, range(self._rows.height), strict=True))
        self._made: dict[tuple[str, str], Reading] = {}

    def __getitem__(self, key: tuple[str, str]) -> Reading:
        if key not in self._made:
            row = self._rows.row(self._places[key], named=True)
            self._made[key] = Reading(**row)
        return self._made[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Readings:
    """Every reading of every metric, each metric computed when it is first asked for.

    Why: pages show half of the catalogue; the other half is only wanted for figures.csv, and that is
    written while another process sets the pages.

    found  the cells of all metrics with a column `metric`, or what computes those of one
    """

    def __init__(
        self,
        found: pl.DataFrame | Callable[[str], pl.DataFrame],
        metrics: Mapping[str, Metric],
        period: Period,
        definitions: Mapping[str, str],
        sources: Mapping[str, str],
        currency: str,
    ) -> None:
        self._found = found
        self.metrics = metrics
        self.period = period
        self.definitions = definitions
        self.sources = sources
        self.currency = currency

    @property
    def frame(self) -> pl.DataFrame:
        """The cells of all metrics, with a column `metric`."""
        if isinstance(self._found, pl.DataFrame):
            return self._found
        frames = [part for name in self.metrics for part in self._parts(name).values()]
        return pl.concat(frames) if frames else pl.DataFrame(schema={**SCHEMA, "metric": pl.String})

    @cached_property
    def _kept(self) -> dict[str, dict[str, pl.DataFrame]]:
        if not isinstance(self._found, pl.DataFrame):
            return {}
        kept: dict[str, dict[str, pl.DataFrame]] = {name: {} for name in self.metrics}
        for (metric, split_by), part in self._found.partition_by(
            ["metric", "split_by"], as_dict=True
        ).items():
            kept[str(metric)][str(split_by)] = part
        return kept

    def _parts(self, metric: str) -> dict[str, pl.DataFrame]:
        """The cells of a metric by split."""
        if metric not in self._kept and callable(self._found):
            cells = self._found(metric)
            name = pl.Series("metric", [metric]).new_from_index(0, cells.height)
            parts = cells.hstack([name]).partition_by("split_by", as_dict=True)
            self._kept[metric] = {str(split_by): part for (split_by,), part in parts.items()}
        return self._kept[metric]

    @cached_property
    def _read(self) -> dict[tuple[str, str], Split]:
        return {}

    def by(self, metric: str, split_by: str = "") -> Split:
        """The readings of one split of a metric (the company's own for "") by (period, split)."""
        key = (metric, split_by)
        if key not in self._read:
            self._read[key] = Split(self._parts(metric).get(split_by))
        return self._read[key]

    def of(self, metric: str) -> dict[tuple[str, str, str], Reading]:
        """All readings of a metric by (period, split_by, split)."""
        return {
            (period, split_by, split): reading
            for split_by in ["", *self.splits(metric)]
            for (period, split), reading in self.by(metric, split_by).items()
        }

    def get(self, metric: str, period: str, split_by: str = "", split: str = "") -> Reading:
        """One reading; a missing one (`no_data`) when nothing of the kind was computed."""
        found = self.by(metric, split_by).get((period, split))
        return found or Reading(metric, period, None, split_by=split_by, split=split)

    def label(self, metric: str, period: Period) -> str:
        """The label under which a metric stands for a period.

        A state stands under its month; what boards read over twelve months stands under those.
        """
        described = self.metrics[metric]
        kinds = described.kinds
        shorter = period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)
        if described.headline is PeriodKind.TRAILING and shorter:
            return period.trailing().label
        if period.kind in kinds:
            return period.label
        if PeriodKind.MONTH in kinds:
            return period.last_month().label
        return period.trailing().label

    def at(
        self, metric: str, period: Period | None = None, split_by: str = "", split: str = ""
    ) -> Reading:
        """The reading of a metric for a period (the report's when none is named)."""
        return self.get(metric, self.label(metric, period or self.period), split_by, split)

    def series(
        self, metric: str, periods: list[Period], split_by: str = "", split: str = ""
    ) -> list[Reading]:
        """The readings of a metric for a run of periods."""
        return [self.at(metric, period, split_by, split) for period in periods]

    def groups(self, metric: str, split_by: str, period: Period | None = None) -> list[Reading]:
        """The readings of all groups of a split for a period, in the order of their names."""
        label = self.label(metric, period or self.period)
        readings = self.by(metric, split_by)
        return [readings[key] for key in sorted(key for key in readings if key[0] == label)]

    def splits(self, metric: str) -> list[str]:
        """Names of the splits that a metric has."""
        return sorted(split_by for split_by in self._parts(metric) if split_by)

    def figures(self) -> pl.DataFrame:
        """All readings in the columns of figures.csv, values as exact text where they are exact."""
        words = pl.DataFrame(
            {
                "metric": list(self.metrics),
                "unit": [m.unit.name_in_figures(self.currency) for m in self.metrics.values()],
                "definition": [self.definitions[name] for name in self.metrics],
                "source": [self.sources[name] for name in self.metrics],
                "order": range(len(self.metrics)),
            }
        )
        parts = pl.DataFrame(
            [
                (name, PART, part, unit.name_in_figures(self.currency))
                for name, metric in self.metrics.items()
                for part, unit in metric.part_units.items()
            ],
            schema=dict.fromkeys(("metric", "split_by", "split", "part_unit"), pl.String),
            orient="row",
        )
        exact = pl.col("exact").cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
        return (
            self.frame.join(words, on="metric")
            .join(parts, on=["metric", "split_by", "split"], how="left")
            .with_columns(
                unit=pl.coalesce("part_unit", "unit"),
                value=pl.coalesce(exact, pl.col("value").cast(pl.String)),
                missing_because=pl.col("missing"),
            )
            .sort("order", "split_by", "period", "split")
            .with_columns(_as_text("split_by"), _as_text("split"), _as_text("source"))
            .select(FIGURE_COLUMNS)
        )
