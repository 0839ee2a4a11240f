"""Past: what the pack before this one said, held against what is printed now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from reportgen.measure.figures_file import OWN_SPLITS
from reportgen.measure.issued import Issued
from reportgen.measure.reading import Reading, Readings
from reportgen.measure.reasons import Reason, reason_for
from reportgen.measure.restatement import same
from reportgen.period import Period, PeriodKind, parse_period
from reportgen.story.story import Story

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Change:
    """A figure of the past that reads otherwise now.

    redefined  because it is computed otherwise, not because the past has changed
    """

    then: Reading
    now: Reading
    redefined: bool


class Past:
    """The earlier pack, asked cell by cell while pages are prepared; remembers what was printed.

    issued  the earlier pack; None when there is none, and then nothing is restated
    as_of   what today's exports give for the period of the earlier pack: asked only where a figure
            reads otherwise, since some do so because time has passed (see measure/restatement.py)
    """

    def __init__(
        self,
        story: Story,
        issued: Issued | None = None,
        as_of: Callable[[], Readings] | None = None,
        reasons: Collection[Reason] = (),
    ) -> None:
        self.story = story
        self.issued = issued
        self.reasons = reasons
        self._as_of = as_of
        self._known: dict[Key, Change | None] = {}
        self.printed: dict[Key, Change] = {}

    @cached_property
    def as_of(self) -> Readings:
        """What today's exports give for the earlier pack's period."""
        assert self._as_of is not None
        return self._as_of()

    def restated(self, reading: Reading) -> bool:
        """Whether a figure that is being printed was given otherwise by the earlier pack."""
        change = self.change(reading)
        if change is None:
            return False
        self.printed[_key(reading)] = change
        return not change.redefined

    def change(self, reading: Reading) -> Change | None:
        """How a figure reads otherwise than in the earlier pack; None where it does not."""
        if self.issued is None:
            return None
        key = _key(reading)
        if key not in self._known:
            self._known[key] = self._compare(self.issued, reading)
        return self._known[key]

    def _compare(self, issued: Issued, now: Reading) -> Change | None:
        then = issued.by(now.metric, now.split_by).get((now.period, now.split))
        if then is None or then.value is None or same(then.value, now.value):
            return None
        if not issued.ended(now.period) or self.story.show(then) == self.story.show(now):
            return None
        recomputed = self.as_of.get(now.metric, now.period, now.split_by, now.split)
        if same(then.value, recomputed.value):
            return None
        redefined = issued.definitions[now.metric] != self.as_of.definitions[now.metric]
        return Change(then, now, redefined)

    def periods(self, metric: str, shown: Iterable[str]) -> list[str]:
        """Which of the periods that a picture names are restated in it, as it names them."""
        if self.issued is None or metric not in self.story.readings.metrics:
            return []
        readings = self.story.readings
        named: dict[str, list[Reading]] = {}
        for split_by in OWN_SPLITS:
            for (label, split), then in self.issued.by(metric, split_by).items():
                now = readings.by(metric, split_by).get((label, split))
                if now is None or same(then.value, now.value):
                    continue
                for period in self._standing_under(metric, label):
                    text = self.story.locale.period(period, short=True)
                    named.setdefault(text, []).append(now)
        told = [text for text in dict.fromkeys(shown) if text in named]
        return [text for text in told if any([self.restated(one) for one in named[text]])]

    def _standing_under(self, metric: str, label: str) -> list[Period]:
        """The windows whose figure of a metric stands under a label: a state's is its month's."""
        own = parse_period(label, self.story.period.fiscal_year_start)
        quarter = Period(own.last - 2, own.last, PeriodKind.QUARTER, own.fiscal_year_start)
        windows = [own, own.last_month(), own.fiscal_year(), own.trailing()]
        if (own.last - own.year_to_date().first) % 3 == 2:
            windows.append(quarter)
        return [w for w in windows if self.story.readings.label(metric, w) == label]

    def reason(self, change: Change) -> str:
        """Why, as far as pack.toml says."""
        period = parse_period(change.now.period, self.story.period.fiscal_year_start)
        return reason_for(self.reasons, change.now.metric, period)

    @property
    def name(self) -> str:
        """The earlier pack's period, as boards write it."""
        assert self.issued is not None
        return self.story.locale.period(self.issued.period)

    @property
    def note(self) -> str:
        """What the mark means, for a table or a picture that has it."""
        locale = self.story.locale
        return locale.text("restated.note", mark=locale.text("restated.mark"), pack=self.name)


def _key(reading: Reading) -> Key:
    return (reading.metric, reading.period, reading.split_by, reading.split)
