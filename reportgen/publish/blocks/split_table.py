"""Groups of a split down the side, metrics across: segments, countries, product lines."""

from __future__ import annotations

from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.metric_table import small_note
from reportgen.story.charts._groups import band_order, banded
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

    ranges    whether shares of counts say how far they may be off
    in_order  groups stand in the order of their names, as years do, not the largest first
    optional  an empty text, and no word of it, where there are no groups
    """
    story = material.story
    told = [m for m in metrics if by in story.readings.splits(m)]
    if not told:
        return "" if optional else None
    groups: dict[str, float] = {}
    for reading in story.readings.groups(told[0], by):
        groups[reading.split] = reading.value or 0.0
    names = sorted(groups, key=lambda name: (0.0 if in_order else -groups[name], name))
    if banded(names):
        names.sort(key=band_order)
    if len(names) < 2:
        return "" if optional else None
    scales = {}
    printed: list[Reading] = []
    for metric in told:
        material.mention(metric)
        if story.readings.metrics[metric].unit is Unit.MONEY:
            values = [r.value for r in story.readings.groups(metric, by) if r.value is not None]
            whole = story.readings.at(metric).value
            scales[metric] = story.locale.money_scale(
                [*values, *([whole] if whole is not None else [])], story.pack.company.currency
            )

    def cell(metric: str, split: str) -> dict[str, Any]:
        reading = story.readings.at(metric, split_by=by if split else "", split=split)
        if reading.value is not None and metric in scales:
            scale = scales[metric]
            text = story.locale.tick(reading.value, Unit.MONEY, scale, scale.decimals)
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

    cells = [[cell(m, name) for m in told] for name in names[:MOST_GROUPS]]
    company = [cell(m, "") for m in told]
    ranged = any(one["range"] for row in [*cells, company] for one in row)
    return {
        "by": story.locale.split_name(by),
        "columns": [
            {"label": material.label(m), "unit": scales[m].unit if m in scales else ""}
            for m in told
        ],
        "rows": [
            {"label": story.locale.split_value(by, name), "cells": row}
            for name, row in zip(names, cells, strict=False)
        ],
        "left": len(names) - MOST_GROUPS if len(names) > MOST_GROUPS else 0,
        "company": company,
        "reasons": [*story.why_missing(printed), *_counted_elsewhere(material, told, by)],
        "small": small_note(material, printed),
        "ranges": story.locale.text("small_number.ranges") if ranged else "",
    }


def _counted_elsewhere(material: Material, told: list[str], by: str) -> list[str]:
    """Why a figure of the whole company may lie outside those of its groups."""
    notes = material.story.locale.texts
    return [str(notes[key]) for m in told if (key := f"split_notes.{by}.{m}") in notes]
