"""One figure by several definitions: the pack's own first, what others would print below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.period import parse_period
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import warns
from reportgen.publish.blocks.definitions import choices
from reportgen.story.number import Scale
from reportgen.story.story import Story
from reportgen.unit import Unit


def named(*groups: Sequence[str]) -> list[str]:
    """All metrics of all groups."""
    return [name for group in groups for name in group]


def own(*groups: Sequence[str]) -> list[str]:
    """The pack's own figures: the first of each group."""
    return [group[0] for group in groups]


@block(metrics=named, shows=own)
def switchboard(material: Material, *groups: Sequence[str]) -> dict[str, Any] | None:
    """Values of parts/switchboard.html; each group is a list whose first metric is the pack's own.

    A definition without data is left out, and so is one that is the pack's own choice under
    another name; a group with nothing to compare is left out whole.
    """
    told = [found for group in groups if (found := _group(material, group))]
    return {"groups": told} if told else None


def _group(material: Material, group: Sequence[str]) -> dict[str, Any] | None:
    story = material.story
    head, *others = group
    ours = story.readings.at(head)
    compared = [
        reading
        for name in others
        if (reading := story.readings.at(name)).missing != "no_data"
        and not _twins(story, head, name)
    ]
    if not compared or ours.missing == "no_data":
        return None
    material.mention(head)
    readings = [ours, *compared]
    return {
        "title": story.title(head),
        "period": _period(material, ours.period),
        "rows": [_row(material, reading, ours, _scale(story, ours)) for reading in readings],
    }


def _twins(story: Story, one: str, other: str) -> bool:
    """Whether both say the same in every window of the history: a choice, not another figure."""
    both = [
        {key: (reading.value, reading.missing) for key, reading in story.readings.by(name).items()}
        for name in (one, other)
    ]
    return both[0] == both[1]


def _row(
    material: Material, reading: Reading, ours: Reading, scale: Scale | None
) -> dict[str, Any]:
    story = material.story
    metric = story.readings.metrics[reading.metric]
    mine = reading.metric == ours.metric
    chosen = _phrases(material, reading.metric)
    if not mine:
        # What is chosen as in the pack's own definition is said there, once.
        chosen = [phrase for phrase in chosen if phrase not in _phrases(material, ours.metric)]
    value = story.show(reading)
    if scale is not None and reading.value is not None and metric.unit is Unit.MONEY:
        value = story.locale.money(reading.value, story.pack.company.currency, scale)
    elsewhere = "" if reading.period == ours.period else _period(material, reading.period)
    # Twelve months are not held against a month; a state at its end belongs to any window.
    alike = metric.is_state or reading.period == ours.period
    own = story.readings.metrics[ours.metric]
    comparable = alike and not mine and metric.unit is own.unit
    # Revenue is no more or less of a gross margin: it is another thing.
    another = not mine and metric.measures != own.measures
    return {
        "ours": mine,
        "label": story.title(reading.metric),
        "period": elsewhere,
        "formula": story.locale.metric_words(metric, "formula"),
        "choice": "; ".join(chosen),
        "value": value,
        "missing": reading.value is None,
        # All of its kind are held against the line that the pack draws for its own figure.
        "warns": not another and warns(material, replace(reading, metric=ours.metric)),
        "difference": story.locale.text("table.not_comparable")
        if another
        else story.locale.change(
            reading.value, ours.value, metric.unit, story.pack.company.currency, short=True
        )
        if comparable
        else "",
    }


def _phrases(material: Material, metric: str) -> list[str]:
    said = choices(material.story, material.story.readings.metrics[metric])
    return said.split("; ") if said else []


def _scale(story: Story, ours: Reading) -> Scale | None:
    """The scale of our own figure for all money of a group, so that it compares at a glance."""
    if ours.value is None or story.readings.metrics[ours.metric].unit is not Unit.MONEY:
        return None
    return story.locale.money_scale([ours.value], story.pack.company.currency)


def _period(material: Material, label: str) -> str:
    story = material.story
    start = story.pack.company.fiscal_year_start
    return story.locale.period(parse_period(label, start), short=True)
