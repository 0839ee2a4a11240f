"""One group carries change: the group, or the factor, that most of a change comes from."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.metric import Metric
from reportgen.story.findings._words import is_good
from reportgen.story.question import Inquiry, Question, question
from reportgen.story.questions._changes import (
    Part,
    before_and_now,
    ends_facts,
    part_facts,
    parts,
    period_name,
)
from reportgen.unit import Unit

LEAST_SHARE = 0.4
# A change of a tenth of the figure (of a share: five points) is worth a board's minute.
NOTABLE = 0.10
NOTABLE_POINTS = 0.05


@question
def one_group_carries_change(inquiry: Inquiry) -> Iterable[Question]:
    """Of each metric that is taken apart: the largest contribution in the direction of the change."""
    for change in inquiry.story.readings.metrics.values():
        if change.change_of and inquiry.shows(change.name):
            yield from _asked(inquiry, change)


def _asked(inquiry: Inquiry, change: Metric) -> Iterable[Question]:
    story = inquiry.story
    whole = story.readings.at(change.name)
    before, _ = before_and_now(inquiry, change.change_of)
    shown = story.show(whole)
    found = [part for part in parts(inquiry, change) if part.reading.value]
    if whole.value is None or before.value is None or not found:
        return
    most = found[0]
    if most.share < LEAST_SHARE or not any(digit in "123456789" for digit in shown):
        return
    if _is_small(inquiry, most):
        # Few customers: that is a question of its own.
        return
    good = is_good(change, whole.value > 0)
    kind = "factor" if most.split_by == "factor" else "group"
    outcome = {True: "good", False: "bad", None: "even"}[good]
    text = story.locale.text(
        f"questions.one_group_carries_change.{kind}_{outcome}",
        sentence=story.locale.text(
            f"questions.one_group_carries_change.{'rose' if whole.value > 0 else 'fell'}",
            title=story.subject(change.change_of),
            change=story.show_change(change.name, abs(whole.value)),
            earlier=period_name(inquiry, before),
        ),
        part=story.show_change(change.name, abs(most.reading.value or 0.0)),
        group=story.locale.inside(most.name) if kind == "factor" else most.name,
    )
    weight = (0.4 if good else 0.8) + min(_size(change, whole.value, before.value), 2.0) / 4
    facts = (*ends_facts(inquiry, change.change_of), *part_facts(inquiry, found))
    yield Question("one_group_carries_change", (change.change_of, change.name), text, facts, weight)


def _size(change: Metric, value: float, before: float) -> float:
    """How large a change is, 1 for a notable one."""
    if change.unit is Unit.SHARE:
        return abs(value) / NOTABLE_POINTS
    return abs(value) / abs(before) / NOTABLE if before else 1.0


def _is_small(inquiry: Inquiry, part: Part) -> bool:
    small = inquiry.story.pack.definitions.small_n
    n = part.reading.n
    return part.reading.exact is None and n is not None and n < small
