"""Metrics down the side, the last periods across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import recent, warns
from reportgen.publish.blocks.definitions import choices
from reportgen.story.cap import cap_note
from reportgen.unit import Unit


@block(metrics=lambda *metrics, **_: metrics)
def metric_table(material: Material, *metrics: str, periods: int = 5) -> dict[str, Any] | None:
    """Values of parts/metric_table.html: a row a metric, money of a row in one scale."""
    story = material.story
    columns = recent(story.period, periods)
    rows: list[dict[str, Any]] = []
    printed: list[Reading] = []
    chosen: dict[str, list[str]] = {}
    for metric in metrics:
        described = story.readings.metrics[metric]
        series = story.readings.series(metric, columns)
        if all(reading.value is None for reading in series):
            continue
        material.mention(metric)
        if choice := choices(story, described):
            chosen.setdefault(choice, []).append(story.title(metric))
        scale = None
        if described.unit is Unit.MONEY:
            known = [reading.value for reading in series if reading.value is not None]
            scale = story.locale.money_scale(known, story.pack.company.currency)
        cells = []
        for reading in series:
            text = story.show(reading)
            if reading.value is not None and scale is not None:
                text = story.locale.tick(reading.value, Unit.MONEY, scale, scale.decimals)
            printed.append(reading)
            cells.append(
                {
                    "text": text,
                    "missing": reading.value is None,
                    "warns": warns(material, reading),
                    "small": story.small(reading),
                    "restated": material.restated(reading),
                }
            )
        rows.append(
            {"label": material.label(metric), "unit": scale.unit if scale else "", "cells": cells}
        )
    if not rows:
        return None
    return {
        "columns": [story.locale.period(period, short=True) for period in columns],
        "rows": rows,
        # Beside the figures, since another choice would give others.
        "choices": [
            _capital(choice) if len(named) == len(rows) else f"{_names(named)}: {choice}"
            for choice, named in chosen.items()
        ],
        "reasons": story.why_missing(printed),
        "small": small_note(material, printed),
        "capped": capped_notes(material, printed),
        "restated": restated_note(material, [cell for row in rows for cell in row["cells"]]),
    }


def _capital(text: str) -> str:
    """A note that begins a line of its own."""
    return text[:1].upper() + text[1:]


def _names(titles: list[str]) -> str:
    """Titles in a row; by semicolons where one has a comma of its own."""
    return ("; " if any(", " in title for title in titles) else ", ").join(titles)


def capped_notes(material: Material, printed: list[Reading]) -> list[str]:
    """Which metrics of a table stand on a lifetime that is cut, as of their last column that has one."""
    story = material.story
    notes = {reading.metric: note for reading in printed if (note := cap_note(story, reading))}
    return [f"{story.title(name)}: {note}." for name, note in notes.items()]


def restated_note(material: Material, cells: Iterable[Mapping[str, Any]]) -> str:
    """What the mark of a restated figure means, in a table that has one."""
    if material.past is None or not any(cell["restated"] for cell in cells):
        return ""
    return material.past.note


def small_note(material: Material, printed: list[Reading]) -> str:
    """What grey means, in a table that has such a figure."""
    story = material.story
    if not any(story.small(reading) for reading in printed):
        return ""
    return story.locale.text("small_number.grey", n=story.pack.definitions.small_n)
