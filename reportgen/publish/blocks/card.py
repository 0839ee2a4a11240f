"""A figure with its change, its target and its line of the last periods."""

from __future__ import annotations

import base64
import re
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.period import Period, PeriodKind, parse_period
from reportgen.publish.block import Material, block
from reportgen.story.cap import cap_note, is_cut, without_cap
from reportgen.story.charts.spark_line import spark_line_svg
from reportgen.story.warning_line import Line, warning_lines
from reportgen.story.without_largest import without_largest
from reportgen.unit import Direction

POINTS = 9


@block(metrics=lambda metric, **_: (metric,))
def card(
    material: Material,
    metric: str,
    trailing: bool = False,
    alone: bool = False,
    changes: bool = True,
) -> dict[str, Any]:
    """Values of parts/card.html: label, value, change, tone, spark line, note.

    changes   whether it is held against earlier periods: a calculation ahead is not
    trailing  over the twelve months to the period's end, as the text beside it, and named so
    alone     without what is read beside it, since the page has a card of that
    """
    material.mention(metric)
    story = material.story
    year = trailing and story.period.kind is not PeriodKind.YEAR
    label = material.label(metric)
    if year and story.readings.metrics[metric].headline is not PeriodKind.TRAILING:
        label = story.locale.text("table.over_twelve_months", title=label)
    now = _at(material, metric, story.period, year)
    material.show(now)
    earlier = {"previous": story.period.previous(), "last_year": story.period.same_last_year()}
    previous, last_year = (
        _change(material, now, _at(material, metric, period, year), period, key)
        for key, period in earlier.items()
    )
    if previous and last_year and story.readings.metrics[metric].seasonal:
        # Another season is neither better nor worse.
        previous["tone"] = "even"
    crossed = _crossed(material, now)
    return {
        "metric": metric,
        "label": label,
        "value": story.show(now),
        "missing": now.value is None,
        "reason": story.locale.missing_sentence(now.missing, metric) if now.missing else "",
        "previous": previous,
        "last_year": last_year,
        "changes": [change for change in (previous, last_year) if change and changes],
        **_target(material, metric),
        "warns": crossed is not None,
        "flag": f"table.{crossed.kind}" if crossed else "",
        "spark": _spark(material, metric, year) if changes else None,
        "n": now.n,
        "small": story.small(now),
        "note": _note(material, now),
        "beside": "" if alone else beside(material, now),
    }


def recent(period: Period, points: int = POINTS) -> list[Period]:
    """The report period and those before it, oldest first."""
    step = period.length if period.kind is not PeriodKind.TRAILING else 3
    return [period.shifted(-step * back) for back in range(points - 1, -1, -1)]


def tone(better: Direction, difference: float, shown: str = "") -> str:
    """`good`, `bad` or `even`: which way a change points, for this metric.

    shown  the change as printed: one that rounds to nothing is neither good nor bad
    """
    if difference == 0 or (shown and not re.search("[1-9]", shown)):
        return "even"
    if better in (Direction.BAND, Direction.NONE):
        return "even"
    return "good" if (difference > 0) == (better is Direction.UP) else "bad"


def warns(material: Material, now: Reading) -> bool:
    """Whether a figure stands beyond its warning line."""
    return _crossed(material, now) is not None


def _crossed(material: Material, now: Reading) -> Line | None:
    """The warning line or rule of thumb on whose wrong side a figure is."""
    if now.value is None:
        return None
    lines = warning_lines(material.story, material.story.readings.metrics[now.metric])
    return next((line for line in lines if line.is_crossed_by(now.value)), None)


def _note(material: Material, now: Reading) -> str:
    """How far a figure can be trusted: the range of a share, a small n, one customer that is much."""
    story = material.story
    if one := without_largest(story, now):
        return one
    if likely := story.likely(now):
        return story.locale.text("small_number.likely", range=likely)
    if story.small(now):
        return story.locale.text("table.small_n", n=now.n)
    return ""


def beside(material: Material, now: Reading) -> str:
    """That a cap cuts the figure, or the one that is read with it; empty where they say the same."""
    story = material.story
    if note := cap_note(story, now):
        return note
    name = story.readings.metrics[now.metric].beside
    if not name or now.value is None or name not in story.readings.metrics:
        return ""
    other = story.readings.get(name, now.period)
    if other.value is None or story.show(other) == story.show(now):
        return ""
    material.mention(name)
    return story.locale.text("card.beside", title=story.title(name), value=story.show(other))


def _at(material: Material, metric: str, period: Period, trailing: bool) -> Reading:
    readings = material.story.readings
    return (
        readings.get(metric, period.trailing().label) if trailing else readings.at(metric, period)
    )


def _change(
    material: Material, now: Reading, before: Reading, period: Period, key: str
) -> dict[str, Any] | None:
    story = material.story
    metric = story.readings.metrics[now.metric]
    if now.value is None or before.value is None:
        return None
    if story.counted(now) or story.counted(before):
        # The difference of two shares of few would claim more than either of them.
        return {
            "against": story.locale.within(parse_period(before.period, period.fiscal_year_start)),
            "text": story.locale.text("small_number.was", value=story.show(before)),
            "qualified": "",
            "tone": "even",
            "restated": material.restated(before),
        }
    against = story.locale.text(f"card.{key}", period=story.locale.period(period, short=True))
    if is_cut(story, now) or is_cut(story, before):
        return {
            "against": against,
            **_without_cap(material, now, before),
            "tone": "even",
            "restated": material.restated(before),
        }
    change = story.locale.change(now, before, metric.unit, story.pack.company.currency, short=True)
    return {
        "against": against,
        "text": change,
        "qualified": "",
        "tone": "even"
        if story.may_be_chance(now.metric, story.period, period)
        # What one customer cost against what another one did is no development.
        or story.small(now)
        or story.small(before)
        else tone(metric.better, now.value - before.value, change),
        "restated": material.restated(before),
    }


def _without_cap(material: Material, now: Reading, before: Reading) -> dict[str, str]:
    """The change between two figures as they would be without the cap, and that it is that."""
    story = material.story
    later, earlier = without_cap(story, now), without_cap(story, before)
    if later is None or earlier is None:
        text = story.locale.text("cap.not_compared")
        return {"text": text, "qualified": story.locale.text("cap.at_the_cap")}
    unit, currency = story.readings.metrics[now.metric].unit, story.pack.company.currency
    text = story.locale.change(later, earlier, unit, currency, short=True)
    return {"text": text, "qualified": story.locale.text("cap.without")}


def _target(material: Material, metric: str) -> dict[str, str]:
    story = material.story
    target = story.pack.targets.get(metric)
    if target is None:
        return {"target": "", "target_value": ""}
    shown = story.show(Reading(metric, story.period.label, target, missing=None))
    return {"target": story.locale.text("card.target", value=shown), "target_value": shown}


def _spark(material: Material, metric: str, trailing: bool) -> dict[str, str] | None:
    story = material.story
    series = [_at(material, metric, period, trailing) for period in recent(story.period)]
    values = [reading.value for reading in series]
    if sum(value is not None for value in values) < 3:
        return None
    known = [reading for reading in series if reading.value is not None]
    alt = story.locale.text(
        "card.spark_alt",
        metric=story.title(metric),
        first=story.show(known[0]),
        last=story.show(known[-1]),
        count=len(known),
    )
    colours = material.colours
    svg = spark_line_svg(
        values, accent=colours["accent"], ink=colours["muted"], width=96, height=18
    )
    return {"image": svg_image(svg), "alt": alt}


def svg_image(svg: str) -> str:
    """A drawing as an image that needs no file."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
