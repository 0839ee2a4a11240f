"""Crosses target: what the pack set out to reach, met or missed."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import WORDS, amount, apart, small_number, within
from reportgen.story.story import Story
from reportgen.unit import Direction


@finding
def crosses_target(story: Story) -> Iterable[Finding]:
    """One finding for each metric under [targets] that has a reading in the report period."""
    for name, target in story.pack.targets.items():
        metric = story.readings.metrics.get(name)
        if metric is None or metric.unit in WORDS:
            continue
        now = story.readings.at(name)
        if now.value is None:
            continue
        gap = now.value - target
        good: bool | None = None
        if metric.better in (Direction.UP, Direction.DOWN):
            good = gap >= 0 if metric.better is Direction.UP else gap <= 0
        word = {True: "met", False: "missed", None: "above" if gap > 0 else "below"}[good]
        if not gap:
            word = "reached"
        text = story.locale.text(
            f"findings.crosses_target.{word}",
            title=story.subject(name),
            now=story.show(now),
            within=within(story, now),
            target=story.locale.figure(target, metric.unit, story.pack.company.currency),
            gap=amount(story, metric.unit, abs(apart(now.value, target))),
            small=small_number(story, now),
        )
        far = abs(gap) / abs(target) if target else 0.5
        weight = (0.9 if good is False else 0.6) + min(far, 1.0) / 2
        yield Finding("crosses_target", name, text, weight, good=good, first=good is False)
