"""Missed target: how far a metric is from what was decided."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.findings._words import WORDS, amount, apart
from reportgen.story.question import Fact, Inquiry, Question, question
from reportgen.story.questions._changes import ends_facts
from reportgen.unit import Direction


@question
def missed_target(inquiry: Inquiry) -> Iterable[Question]:
    """What closes the gap, and by when? Only where the metric says which side is the wrong one."""
    story = inquiry.story
    for name, target in story.pack.targets.items():
        metric = story.readings.metrics.get(name)
        directed = metric is not None and metric.better in (Direction.UP, Direction.DOWN)
        if metric is None or metric.unit in WORDS or not directed or not inquiry.shows(name):
            continue
        now = story.readings.at(name)
        if now.value is None:
            continue
        gap = now.value - target
        if gap == 0 or (gap > 0) is (metric.better is Direction.UP):
            continue
        shown = story.locale.figure(target, metric.unit, story.pack.company.currency)
        text = story.locale.text(
            "questions.missed_target.text",
            title=story.subject(name),
            now=story.show(now),
            target=shown,
            gap=amount(story, metric.unit, abs(apart(now.value, target))),
        )
        facts = (*ends_facts(inquiry, name), Fact(story.locale.text("table.target"), shown))
        weight = 0.9 + min(abs(gap / target) if target else 0.5, 1.0) / 2
        yield Question("missed_target", (name,), text, facts, weight)
