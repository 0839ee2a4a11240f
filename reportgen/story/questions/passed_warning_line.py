"""Passed warning line: a metric is on the wrong side of its line, and was not a period ago."""

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
    period_name,
)
from reportgen.story.warning_line import warning_lines


@question
def passed_warning_line(inquiry: Inquiry) -> Iterable[Question]:
    """What carries it? The answer stands beside: the largest parts of the change, if it has parts."""
    story = inquiry.story
    for metric in story.watched:
        if metric.unit in WORDS:
            continue
        before, now = before_and_now(inquiry, metric.name)
        if before.value is None or now.value is None:
            continue
        for line in warning_lines(story, metric):
            if not line.is_crossed_by(now.value) or line.is_crossed_by(before.value):
                continue
            change = change_metric(inquiry, metric.name)
            found = parts(inquiry, change) if change else []
            text = story.locale.text(
                f"questions.passed_warning_line.{'parts' if found else 'alone'}",
                title=story.subject(metric.name),
                line=line.named(story, metric),
                before=story.show(before),
                earlier=period_name(inquiry, before),
                now=story.show(now),
            )
            facts = (*ends_facts(inquiry, metric.name), *part_facts(inquiry, found))
            names = (metric.name, *((change.name,) if change else ()))
            yield Question("passed_warning_line", names, text, facts, 1.5 if line.own else 0.8)
            break
