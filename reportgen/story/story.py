"""Story: what the tellers (charts, findings, pages) look at. Plain to read, nothing to change."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.measure.benchmark import Comparison
from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading, Readings
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.story.locale import Locale
from reportgen.unit import Unit


@dataclass(frozen=True)
class Story:
    """Readings, the pack that they are of, and the language in which they are told.

    shown  metrics that the pages show; None when nobody has said: all of them
    """

    readings: Readings
    pack: Pack
    locale: Locale
    comparisons: tuple[Comparison, ...] = ()
    shown: frozenset[str] | None = None

    @property
    def period(self) -> Period:
        """The report period."""
        return self.readings.period

    @property
    def watched(self) -> list[Metric]:
        """The metrics that findings look at: a sentence about a figure that no page holds would
        send the reader looking for it, and the change of a change is no news.
        """
        metrics = self.readings.metrics
        shown = [m for name, m in metrics.items() if self.shown is None or name in self.shown]
        return [metric for metric in shown if not metric.change_of]

    def title(self, metric: str) -> str:
        """The metric's name in the story's language."""
        return self.locale.metric_title(self.readings.metrics[metric])

    def show(self, reading: Reading, *, signed: bool = False) -> str:
        """A reading as people read it; a missing one as its short reason, never a bare blank."""
        metric = self.readings.metrics[reading.metric]
        if metric.change_of and reading.value is not None:
            return self.show_change(metric.name, reading.value, signed=True)
        unit = metric.unit_of(reading.split_by, reading.split)
        return self.locale.reading(reading, unit, self.pack.company.currency, signed=signed)

    def show_change(self, metric: str, value: float, *, signed: bool = False) -> str:
        """A difference of a metric's values: percentage points between shares, else its own unit."""
        unit = self.readings.metrics[metric].unit
        if unit is Unit.SHARE:
            points = self.locale.number(value * 100, 1, signed=signed)
            return self.locale.text("units.share_change", value=points)
        return self.locale.figure(value, unit, self.pack.company.currency, signed=signed)
