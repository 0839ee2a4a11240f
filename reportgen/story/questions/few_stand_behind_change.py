"""Few stand behind change: a group of few customers that much of a ratio's change comes from."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.story.question import Inquiry, Question, question
from reportgen.story.questions._changes import before_and_now, part_facts, parts, period_name

LEAST_SHARE = 0.3


@question
def few_stand_behind_change(inquiry: Inquiry) -> Iterable[Question]:
    """Is it a pattern, or those few? Asked of groups below the pack's small number."""
    story = inquiry.story
    small = story.pack.definitions.small_n
    for change in story.readings.metrics.values():
        if not change.change_of or not inquiry.shows(change.name):
            continue
        before, _ = before_and_now(inquiry, change.change_of)
        for part in parts(inquiry, change):
            n = part.reading.n
            few = n is not None and n < small and part.reading.exact is None
            if part.share < LEAST_SHARE or not few or part.split_by == "factor":
                continue
            text = story.locale.text(
                "questions.few_stand_behind_change.text",
                title=story.subject(change.change_of),
                change=story.show(story.readings.at(change.name)),
                earlier=period_name(inquiry, before),
                part=story.show(part.reading),
                group=part.name,
                n=story.locale.number(n or 0),
            )
            facts = part_facts(inquiry, parts(inquiry, change))
            names = (change.change_of, change.name)
            yield Question("few_stand_behind_change", names, text, facts, 0.9, part.name)
