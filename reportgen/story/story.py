"""Story: what the tellers (charts, findings, pages) look at. Plain to read, nothing to change."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.measure.benchmark import Comparison
from reportgen.measure.metric import PART, Metric
from reportgen.measure.reading import Reading, Readings
from reportgen.pack import Pack
from reportgen.period import Period
from reportgen.story.locale import Locale
from reportgen.story.small_number import MANY, counts, is_small, likely_range, may_be_equal
from reportgen.unit import Unit

# A range narrower than ten points is told with a decimal.
NARROW = 0.1


@dataclass(frozen=True)
class Story:
    """Readings, the pack that they are of, and the language in which they are told.

    shown  metrics that the pages show; None when nobody has said: all of them
    """

    readings: Readings
    pack: Pack
    locale: Locale
    comparisons: Sequence[Comparison] = ()
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

    def subject(self, metric: str, *, short: bool = False) -> str:
        """The metric as the subject of a sentence, by its name or its short one."""
        return self.locale.metric_subject(self.readings.metrics[metric], short=short)

    def unit(self, reading: Reading) -> Unit:
        """The unit in which a reading is written."""
        return self.readings.metrics[reading.metric].unit_of(reading.split_by, reading.split)

    def show(self, reading: Reading, *, signed: bool = False, short: bool = False) -> str:
        """A reading as people read it; a missing one as its short reason, never a bare blank.

        A share of few is told in counts, `3 of 4`: it is no per cent of anything. `short` writes
        percentage points as tables and lists do.
        """
        if found := self.counted(reading):
            return self.locale.text("small_number.counts", part=found[0], whole=found[1])
        metric = self.readings.metrics[reading.metric]
        if metric.change_of and reading.value is not None:
            return self.show_change(metric.name, reading.value, signed=True, short=short)
        unit = self.unit(reading)
        return self.locale.reading(reading, unit, self.pack.company.currency, signed=signed)

    def show_change(
        self, metric: str, value: float, *, signed: bool = False, short: bool = False
    ) -> str:
        """A difference of a metric's values: percentage points between shares, else its own unit."""
        unit, currency = self.readings.metrics[metric].unit, self.pack.company.currency
        return self.locale.difference(value, unit, currency, short=short, signed=signed)

    def small(self, reading: Reading) -> bool:
        """Whether too few stand behind a figure for it to be read without care."""
        if self.readings.metrics[reading.metric].of_few:
            return False
        return is_small(reading, self.unit(reading), self.pack.definitions.small_n)

    def counted(self, reading: Reading) -> tuple[int, int] | None:
        """The counts in which `show` tells a share, when it stands on few."""
        return counts(reading, self.unit(reading)) if self.small(reading) else None

    def why_missing(self, readings: Iterable[Reading]) -> list[str]:
        """A sentence for each reason of the figures among these that are missing, said once."""
        said: dict[str, None] = {}
        for one in readings:
            if one.value is None:
                reason = one.missing or "no_data"
                word = self.locale.missing(reason, one.metric)
                said[f"{word}: {self.locale.missing_sentence(reason, one.metric)}"] = None
        return list(said)

    def may_be_chance(self, metric: str, later: Period, earlier: Period) -> bool:
        """Whether a change lies within the margin that the metric states beside both its figures.

        The two figures are of different answers, so that their margins add up as squares do. A share
        of things that were counted needs no stated margin: its counts say it.
        """
        readings = [self.readings.at(metric, period) for period in (later, earlier)]
        ends = [reading.value for reading in readings]
        if self.chance_between(*readings):
            return True
        margins = [
            self.readings.at(metric, period, split_by=PART, split="margin").value
            for period in (later, earlier)
        ]
        if None in ends or None in margins:
            return False
        now, before = (value or 0.0 for value in ends)
        return abs(now - before) <= math.hypot(*(value or 0.0 for value in margins))

    def chance_between(self, one: Reading, other: Reading) -> bool:
        """Whether two shares of counts differ by no more than chance; False where they are none."""
        found = counts(one, self.unit(one)), counts(other, self.unit(other))
        return found[0] is not None and found[1] is not None and may_be_equal(found[0], found[1])

    def likely(self, reading: Reading) -> str:
        """`31–51%`: between what a share of counts lies with 95 % confidence; empty when n is large."""
        found = counts(reading, self.unit(reading))
        if found is None or found[1] >= MANY:
            return ""
        low, high = likely_range(*found)
        decimals = 0 if high - low >= NARROW else 1
        ends = {"low": low, "high": high}
        shown = {key: self.locale.number(end * 100, decimals) for key, end in ends.items()}
        return self.locale.text("small_number.range", **shown)
