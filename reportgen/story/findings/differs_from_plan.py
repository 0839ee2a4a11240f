"""Differs from plan: keys of the plan that are materially off, favourable by their polarity."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.plan import Key, read_key
from reportgen.measure.reading import Reading
from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import amount, within
from reportgen.story.story import Story
from reportgen.unit import Direction

VARIANCE = "variance_against_plan"
WATCH = 0.05
ACT = 0.10
# So that 5 % computed as a float is 5 %.
NOISE = 1e-9


@finding
def differs_from_plan(story: Story) -> Iterable[Finding]:
    """One finding for each key of the plan that is off by 5 % (watch) or 10 % (act)."""
    if VARIANCE not in story.readings.metrics:
        return
    for reading in story.readings.groups(VARIANCE, "key"):
        if reading.value is None or abs(reading.value) < WATCH - NOISE:
            continue
        key = read_key(reading.split)
        if key is not None:
            yield _told(story, reading, key)


def _told(story: Story, reading: Reading, key: Key) -> Finding:
    value = reading.value or 0.0
    above = value > 0
    good = None
    if key.better in (Direction.UP, Direction.DOWN):
        good = above is (key.better is Direction.UP)
    acts = abs(value) >= ACT - NOISE
    judged = {True: "favourable", False: "unfavourable", None: "neither"}[good]
    text = story.locale.text(
        f"findings.differs_from_plan.{'above' if above else 'below'}",
        title=plan_title(story, key),
        within=within(story, reading),
        share=story.locale.share(abs(value)),
        gap="" if reading.numerator is None else amount(story, key.unit, abs(reading.numerator)),
        judged=story.locale.text(f"findings.differs_from_plan.{judged}"),
        grade=story.locale.text(
            f"findings.differs_from_plan.{'act' if acts else 'watch'}",
            line=story.locale.share(ACT if acts else WATCH, 0),
        ),
    )
    weight = (0.9 if acts else 0.8) + min(abs(value), 1.0) / 2 - (0.2 if good else 0.0)
    name = key.metric.name if key.metric and key.metric.name in story.readings.metrics else VARIANCE
    return Finding(
        "differs_from_plan", name, text, weight, good, "key", reading.split, first=good is False
    )


def plan_title(story: Story, key: Key) -> str:
    """What a line of the plan is called as the subject of a sentence."""
    if key.metric is not None:
        return story.locale.metric_subject(key.metric)
    name = key.name.strip().lower()
    for own in (f"splits.subjects.key.{name}", f"findings.plan_keys.{name}"):
        if story.locale.has(own):
            return story.locale.text(own)
    return story.locale.split_value("category", name)
