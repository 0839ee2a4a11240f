"""Behind plan: a line of the plan that is a tenth or more off on the wrong side."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.plan import Key, read_key
from reportgen.story.findings._words import amount
from reportgen.story.findings.differs_from_plan import ACT, NOISE, VARIANCE, plan_title
from reportgen.story.question import Fact, Inquiry, Question, question
from reportgen.unit import Direction, Unit

SIDES = {Unit.MONEY: ("actual", "plan"), Unit.COUNT: ("actual_count", "plan_count")}


@question
def behind_plan(inquiry: Inquiry) -> Iterable[Question]:
    """Does the plan for the year still stand? With actual and plan of the period and of the year."""
    story = inquiry.story
    if not inquiry.shows(VARIANCE):
        return
    for reading in story.readings.groups(VARIANCE, "key"):
        key = read_key(reading.split)
        if key is None or reading.value is None or abs(reading.value) < ACT - NOISE:
            continue
        above = reading.value > 0
        if key.better not in (Direction.UP, Direction.DOWN) or above is (
            key.better is Direction.UP
        ):
            continue
        gap = reading.numerator
        text = story.locale.text(
            f"questions.behind_plan.{'above' if above else 'below'}",
            title=plan_title(story, key),
            share=story.locale.share(abs(reading.value)),
            gap="" if gap is None else amount(story, key.unit, abs(gap)),
            within=story.locale.within(story.period),
        )
        name = key.metric.name if key.metric else VARIANCE
        metrics = (name, VARIANCE) if name in story.readings.metrics else (VARIANCE,)
        weight = 0.8 + min(abs(reading.value), 1.0) / 2
        yield Question(
            "behind_plan", metrics, text, _facts(inquiry, key), weight, about=reading.split
        )


def _facts(inquiry: Inquiry, key: Key) -> tuple[Fact, ...]:
    story = inquiry.story
    periods = [story.period, story.period.year_to_date()]
    if periods[0].months == periods[1].months:
        periods = periods[:1]
    facts = []
    for period in periods:
        for side, metric in zip(("actual", "plan"), SIDES.get(key.unit, ()), strict=False):
            found = story.readings.at(metric, period, "key", key.name)
            if found.value is not None:
                label = f"{story.locale.text(f'table.{side}')}, {story.locale.period(period, short=True)}"
                facts.append(inquiry.fact(found, label))
    return tuple(facts)
