"""Stays beyond warning line: a metric that was on the wrong side a period ago as well."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.findings._words import WORDS
from reportgen.story.question import Inquiry, Question, question
from reportgen.story.questions._changes import (
    before_and_now,
    change_metric,
    ends_facts,
    part_facts,
    parts,
)
from reportgen.story.warning_line import warning_lines

KEY = "questions.stays_beyond_warning_line"
LONGEST_RUN = 40
# A step of less than this part of the line is standing still.
NOTABLE = 0.02


@question
def stays_beyond_warning_line(inquiry: Inquiry) -> Iterable[Question]:
    """What is decided, and when does it turn? It weighs more where the distance grows."""
    story = inquiry.story
    for metric in story.watched:
        before, now = before_and_now(inquiry, metric.name)
        if metric.unit in WORDS or before.value is None or now.value is None:
            continue
        crossed = [
            line
            for line in warning_lines(story, metric)
            if line.is_crossed_by(now.value) and line.is_crossed_by(before.value)
        ]
        if not crossed:
            continue
        line = crossed[0]
        run = 1
        while run < LONGEST_RUN:
            earlier = story.readings.at(
                metric.name, story.period.shifted(-run * story.period.length)
            ).value
            if earlier is None or not line.is_crossed_by(earlier):
                break
            run += 1
        moved = abs(now.value - line.value) - abs(before.value - line.value)
        farther = moved > NOTABLE * abs(line.value)
        text = story.locale.text(
            f"{KEY}.{'farther' if farther else 'nearer'}",
            title=story.subject(metric.name),
            line=line.named(story, metric),
            now=story.show(now),
            before=story.show(before),
            side=story.locale.text(f"{KEY}.{'above' if line.above else 'below'}"),
            count=run,
            run=story.locale.spelt(run),
            periods=story.locale.text(f"period.several.{story.period.kind.value}"),
        )
        change = change_metric(inquiry, metric.name)
        found = parts(inquiry, change) if change else []
        names = (metric.name, *((change.name,) if change else ()))
        facts = (*ends_facts(inquiry, metric.name), *part_facts(inquiry, found))
        # What has been so for long is asked after what is new.
        step = moved / abs(line.value) if line.value else 1.0
        weight = 0.7 + min(step, 0.1) * 3 if farther else 0.5
        weight *= 1.0 if line.own else 0.7
        yield Question("stays_beyond_warning_line", names, text, facts, weight)
