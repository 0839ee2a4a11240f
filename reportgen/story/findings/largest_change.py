"""Largest change: what has moved more than it usually does, and in which group.

A change is measured against the metric's own history, so that a figure that always jumps does not
drown one that never did. A group is named only where the groups' figures add up to the change.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.period import Period
from reportgen.story.cap import is_cut
from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import (
    WORDS,
    amount,
    apart,
    is_good,
    within,
)
from reportgen.story.story import Story

HISTORY = 8
LEAST_HISTORY = 4
UNUSUAL = 2.0
LARGEST_SCORE = 6.0
NOISE = 1e-9
# By these a rise always stands in the newest group, which only new customers can enter.
COHORTS = ("cohort", "cohort_month")
FIRST_SPLITS = ("movement", "segment", "country", "product_line")


@dataclass(frozen=True)
class Change:
    """From one reading to another, and how many times the usual change it is; None: never moved.

    is_measured  whether the yardstick is worth telling: eight earlier changes
    """

    before: Reading
    now: Reading
    times: float | None
    span: str
    is_measured: bool = True

    @property
    def size(self) -> float:
        """Later minus earlier."""
        return (self.now.value or 0.0) - (self.before.value or 0.0)

    def shown(self) -> Decimal:
        """The size, to be printed."""
        ends = (self.now, self.before)
        later, earlier = (one.value if one.exact is None else one.exact for one in ends)
        return apart(later or 0, earlier or 0)

    @property
    def is_unusual(self) -> bool:
        """Whether it is larger than changes of the metric mostly are."""
        return self.times is None or self.times >= UNUSUAL

    @property
    def score(self) -> float:
        """For comparing changes; a figure that had never moved counts as the largest.

        What has no yardstick to be told is not told before what has one.
        """
        if not self.is_measured:
            return UNUSUAL
        return LARGEST_SCORE if self.times is None else min(self.times, LARGEST_SCORE)


@finding
def largest_change(story: Story) -> Iterable[Finding]:
    """The more unusual of the two changes, on the period before and on the year before.

    What follows the seasons is held against the same period of last year, where there is one.
    """
    for metric in story.watched:
        if metric.unit in WORDS:
            continue
        spans = {"period": story.period.length, "year": 12}
        if metric.seasonal and _at(story, metric, story.period.same_last_year()).value is not None:
            # A summer is no fall against a spring.
            del spans["period"]
        changes = [
            change
            for span, months in spans.items()
            if (change := _change(story, metric, months, span)) and change.is_unusual
        ]
        if changes:
            yield _told(story, metric, max(changes, key=lambda change: change.score))


def _change(story: Story, metric: Metric, months: int, span: str) -> Change | None:
    """The change over so many months, against those of the last eight periods."""
    period, step = story.period, story.period.length
    now, before = _at(story, metric, period), _at(story, metric, period.shifted(-months))
    if now.value is None or before.value is None or story.show(now) == story.show(before):
        return None
    if story.counted(now) or story.counted(before):
        # One deal more or less of four is no change to tell in percentage points.
        return None
    if story.small(now) or story.small(before):
        # A price of one customer against that of another one is no development.
        return None
    if is_cut(story, now) or is_cut(story, before):
        # The pack's cap on lifetimes has made the change, or part of it.
        return None
    if story.may_be_chance(metric.name, period, period.shifted(-months)):
        return None
    past = []
    for back in range(1, HISTORY + 1):
        later = _at(story, metric, period.shifted(-back * step)).value
        earlier = _at(story, metric, period.shifted(-back * step - months)).value
        if later is None or earlier is None:
            break
        past.append(abs(later - earlier))
    measured = len(past) >= HISTORY
    if len(past) < LEAST_HISTORY:
        return None
    usual = statistics.median(past)
    still = usual <= NOISE * max(abs(now.value), abs(before.value))
    times = None if still else abs(now.value - before.value) / usual
    return Change(before, now, times, span, measured)


def _at(story: Story, metric: Metric, period: Period) -> Reading:
    return story.readings.at(metric.name, period)


def _told(story: Story, metric: Metric, change: Change) -> Finding:
    text, key = story.locale.text, "findings.largest_change"
    rose = change.size > 0
    if not change.is_measured:
        usual = ""
    elif change.times is None:
        usual = text(f"{key}.had_not_moved")
    else:
        times = text("units.ratio", value=story.locale.number(change.times, 1))
        usual = text(f"{key}.usual_{change.span}", times=times)
    sentence = text(
        f"{key}.{'rose' if rose else 'fell'}",
        title=story.subject(metric.name),
        before=story.show(change.before),
        before_within=within(story, change.before),
        now=story.show(change.now),
        now_within=within(story, change.now),
        change=amount(story, metric.unit, change.shown(), signed=True),
        usual=usual,
        most=_most(story, metric, change),
    )
    weight = change.score / LARGEST_SCORE
    told_in_times = change.is_measured and change.times is not None
    return Finding(
        "largest_change",
        metric.name,
        sentence,
        weight,
        is_good(metric, rose),
        measured=told_in_times,
    )


def _most(story: Story, metric: Metric, change: Change) -> str:
    """The group that moved most in the direction of the whole, where groups add up to it."""
    names = [name for name in story.readings.splits(metric.name) if "+" not in name]
    order = {name: number for number, name in enumerate(FIRST_SPLITS)}
    for split_by in sorted(names, key=lambda name: (order.get(name, len(order)), name)):
        parts = _parts(story, metric, split_by, change)
        if len(parts) < 2 or split_by in COHORTS:
            continue
        sign = 1 if change.size > 0 else -1
        (group, part), (_, second) = sorted(parts.items(), key=lambda item: -sign * item[1])[:2]
        if sign * part <= 0 or part == second:
            continue
        alone = part == sum(parts.values()) and not any(
            parts[name] for name in parts if name != group
        )
        return story.locale.text(
            f"findings.largest_change.{'whole' if alone else 'most'}",
            group=story.locale.split_value(split_by, group),
            split=story.locale.split_name(split_by),
            part=amount(story, metric.unit, part, signed=True),
        )
    return ""


def _parts(story: Story, metric: Metric, split_by: str, change: Change) -> dict[str, float]:
    """Change by group; empty unless figures of all groups add up to the whole at both ends."""
    ends = []
    readings = story.readings.by(metric.name, split_by)
    for whole in (change.before, change.now):
        found = {key[1]: readings[key] for key in readings if key[0] == whole.period}
        exact = {split: r.exact for split, r in found.items() if r.exact is not None}
        if whole.exact is None or len(exact) < len(found) or sum(exact.values()) != whole.exact:
            return {}
        ends.append(exact)
    before, now = ends
    if before.keys() != now.keys():
        return {}
    return {split: float(now[split] - before[split]) for split in sorted(now)}
