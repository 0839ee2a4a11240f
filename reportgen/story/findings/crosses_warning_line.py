"""Crosses warning line: a metric on the wrong side of its line, and since when."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.measure.metric import Metric
from reportgen.measure.reading import Reading
from reportgen.story.finding import Finding, finding
from reportgen.story.findings._words import WORDS, period_of, small_number, within
from reportgen.story.story import Story
from reportgen.story.warning_line import Line, warning_lines

LONGEST_RUN = 60
RULE_OF_THUMB = 0.33


@finding
def crosses_warning_line(story: Story) -> Iterable[Finding]:
    """One finding for each metric that is on the wrong side in the report period."""
    for metric in story.watched:
        now = story.readings.at(metric.name)
        crossed = [
            line
            for line in warning_lines(story, metric)
            if now.value is not None and line.is_crossed_by(now.value)
        ]
        if crossed:
            yield _told(story, metric, now, crossed[0])


def _told(story: Story, metric: Metric, now: Reading, line: Line) -> Finding:
    text, value = story.locale.text, now.value
    assert value is not None
    side = "above" if line.above else "below"
    sentence = text(
        f"findings.crosses_warning_line.{side}",
        title=story.subject(metric.name),
        now=story.show(now),
        within=within(story, now),
        line=line.named(story, metric),
        small=small_number(story, now),
        since=_since(story, metric, line),
    )
    new = not _crossed(story, metric, line, 1)
    far = abs(value - line.value) / abs(line.value) if line.value else 0.5
    weight = 1.0 + min(far, 1.0) / 2 + (0.25 if new else 0.0)
    if not line.own:
        # What nobody has decided here is told after all that somebody has.
        weight *= RULE_OF_THUMB
    return Finding(
        "crosses_warning_line", metric.name, sentence, weight, good=False, first=line.own
    )


def _since(story: Story, metric: Metric, line: Line) -> str:
    """For how many periods in a row, and whether the figures show when it began."""
    run = 1
    while run < LONGEST_RUN and _crossed(story, metric, line, run):
        run += 1
    before = _back(story, metric, run)
    first = story.locale.period(period_of(story, _back(story, metric, run - 1)))
    if metric.unit in WORDS:
        return ""
    key = "findings.crosses_warning_line"
    if run == 1:
        if before.value is None:
            return ""
        earlier = within(story, before)
        return story.locale.text(f"{key}.new", before=story.show(before), earlier=earlier)
    known = "run" if before.value is not None else "run_from_start"
    periods = story.locale.text(f"period.several.{story.period.kind.value}")
    return story.locale.text(f"{key}.{known}", count=run, first=first, periods=periods)


def _crossed(story: Story, metric: Metric, line: Line, back: int) -> bool:
    value = _back(story, metric, back).value
    return value is not None and line.is_crossed_by(value)


def _back(story: Story, metric: Metric, back: int) -> Reading:
    return story.readings.at(metric.name, story.period.shifted(-back * story.period.length))
