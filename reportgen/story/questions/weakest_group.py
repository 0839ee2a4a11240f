"""Weakest group: what a share would be without the group that pulls it down most."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.story.question import Fact, Inquiry, Question, question
from reportgen.unit import Direction, Unit

# Below this the group is not worth a question of its own.
LEAST_PULL = 0.01
NOISE = 1e-6


@question
def weakest_group(inquiry: Inquiry) -> Iterable[Question]:
    """Of shares whose halves add up over segments: the whole again, without the weakest of them."""
    for metric in inquiry.story.watched:
        directed = metric.better in (Direction.UP, Direction.DOWN)
        if metric.unit is Unit.SHARE and directed and not metric.is_state:
            yield from _asked(inquiry, metric)


def _asked(inquiry: Inquiry, metric: Metric) -> Iterable[Question]:
    story = inquiry.story
    whole = story.readings.at(metric.name)
    groups = [r for r in story.readings.groups(metric.name, "segment") if r.value is not None]
    if whole.value is None or not whole.denominator or len(groups) < 2:
        return
    top, bottom = whole.numerator or 0.0, whole.denominator
    for half, total in (("numerator", top), ("denominator", bottom)):
        added = sum(getattr(group, half) or 0.0 for group in groups)
        if abs(added - total) > NOISE * max(1.0, abs(total)):
            return
    sign = 1 if metric.better is Direction.UP else -1
    without: list[tuple[float, float, Reading]] = []
    for group in groups:
        rest = bottom - (group.denominator or 0.0)
        if rest > 0:
            ratio = (top - (group.numerator or 0.0)) / rest
            without.append((sign * (ratio - whole.value), ratio, group))
    if not without:
        return
    pull, ratio, group = max(without, key=lambda one: (one[0], one[2].split))
    if pull < LEAST_PULL:
        return
    name = story.locale.split_value("segment", group.split)
    currency = story.pack.company.currency
    text = story.locale.text(
        "questions.weakest_group.text",
        title=story.subject(metric.name),
        group=name,
        ratio=story.locale.figure(ratio, metric.unit, currency),
        now=story.show(whole),
        share=story.locale.share((group.denominator or 0.0) / bottom, 0),
        of=story.locale.metric_words(metric, "denominator"),
    )
    facts = tuple(inquiry.fact(r, story.locale.split_value("segment", r.split)) for r in groups)
    company = Fact(story.locale.text("splits.company"), story.show(whole))
    # What holds quarter after quarter is asked after what is new.
    weight = 0.4 + min(pull / 0.10, 1.0) * 0.45
    yield Question("weakest_group", (metric.name,), text, (company, *facts), weight, group.split)
