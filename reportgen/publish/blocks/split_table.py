"""Groups of a split down the side, metrics across: segments, countries, product lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.metric_table import small_note
from reportgen.story.charts._groups import band_order, banded
from reportgen.story.story import Story
from reportgen.unit import Unit

MOST_GROUPS = 12


@block(metrics=lambda *metrics, **_: metrics)
def split_table(
    material: Material,
    *metrics: str,
    by: str,
    ranges: bool = False,
    in_order: bool = False,
    optional: bool = False,
) -> dict[str, Any] | str | None:
    """Values of parts/split_table.html; metrics without that split are left out.

    by        one split, or several with spaces between them: their groups below each other
    ranges    whether shares of counts say how far they may be off
    in_order  groups stand in the order of their names, as years do, not the largest first
    optional  an empty text, and no word of it, where there are no groups
    """
    story = material.story
    found = {one: _names(story, metrics, one, in_order=in_order) for one in by.split()}
    splits = {one: names for one, names in found.items() if len(names) > 1}
    having = {m: [one for one in splits if one in story.readings.splits(m)] for m in metrics}
    told = [m for m in metrics if having[m]]
    if not told:
        return "" if optional else None
    scales = {}
    printed: list[Reading] = []
    for metric in told:
        material.mention(metric)
        if story.readings.metrics[metric].unit is Unit.MONEY:
            readings = [r for one in having[metric] for r in story.readings.groups(metric, one)]
            values = [
                r.value for r in [*readings, story.readings.at(metric)] if r.value is not None
            ]
            scales[metric] = story.locale.money_scale(values, story.pack.company.currency)

    def cell(metric: str, split_by: str, split: str) -> dict[str, Any]:
        reading = story.readings.at(metric, split_by=split_by, split=split)
        if split_by and split_by not in having[metric]:
            text = story.locale.text("table.empty")
        elif reading.value is not None and metric in scales:
            scale = scales[metric]
            text = story.locale.tick(reading.value, Unit.MONEY, scale, scale.decimals)
            printed.append(reading)
        else:
            text = story.show(reading)
            printed.append(reading)
        small = story.small(reading)
        return {
            "text": text,
            "missing": reading.value is None,
            "small": small,
            "n": reading.n if small and not story.counted(reading) else None,
            "range": story.likely(reading) if ranges else "",
        }

    rows: list[dict[str, Any]] = [
        {
            "head": _head(story, one) if place == 0 and len(splits) > 1 else "",
            "label": story.locale.split_value(one, name),
            "cells": [cell(m, one, name) for m in told],
        }
        for one, names in splits.items()
        for place, name in enumerate(names[:MOST_GROUPS])
    ]
    company = [cell(m, "", "") for m in told]
    ranged = any(c["range"] for cells in [*(r["cells"] for r in rows), company] for c in cells)
    return {
        "by": story.locale.split_head(*splits),
        "columns": [
            {"label": material.label(m), "unit": scales[m].unit if m in scales else ""}
            for m in told
        ],
        "rows": rows,
        "left": sum(max(0, len(names) - MOST_GROUPS) for names in splits.values()),
        "company": company,
        "reasons": [*story.why_missing(printed), *_counted_elsewhere(material, told, splits)],
        "small": small_note(material, printed),
        "ranges": story.locale.text("small_number.ranges") if ranged else "",
    }


def _names(story: Story, metrics: tuple[str, ...], by: str, *, in_order: bool) -> list[str]:
    """The groups of a split by the first metric that has it: bands and years in order, else largest first."""
    first = next((m for m in metrics if by in story.readings.splits(m)), None)
    if first is None:
        return []
    groups = {r.split: r.value or 0.0 for r in story.readings.groups(first, by)}
    names = sorted(groups, key=lambda name: (0.0 if in_order else -groups[name], name))
    return sorted(names, key=band_order) if banded(names) else names


def _head(story: Story, by: str) -> str:
    name = story.locale.split_name(by)
    return name[:1].upper() + name[1:]


def _counted_elsewhere(material: Material, told: list[str], splits: Iterable[str]) -> list[str]:
    """Why a figure of the whole company may lie outside those of its groups."""
    notes = material.story.locale.texts
    keys = [f"split_notes.{by}.{m}" for by in splits for m in told]
    return [str(notes[key]) for key in keys if key in notes]
