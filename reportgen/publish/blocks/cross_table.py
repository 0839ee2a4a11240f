"""A metric by two splits at once: reasons down the side, segments across."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

MOST_ROWS, MOST_COLUMNS = 10, 6


@block(metrics=lambda metric, **_: (metric,))
def cross_table(material: Material, metric: str, across: str, down: str) -> dict[str, Any] | str:
    """Values of parts/cross_table.html; an empty text where the metric has no such two splits."""
    story = material.story
    readings = story.readings
    totals = {r.split: r.value or 0.0 for r in readings.groups(metric, down)}
    rows = sorted((name for name in totals if totals[name]), key=lambda name: (-totals[name], name))
    both = f"{across}+{down}"
    found = {r.split: r for r in readings.groups(metric, both)}
    # A name may hold the sign that joins two: the end of the joint name is known, the rest is the other.
    sums: dict[str, float] = {}
    for row in totals:
        for split, reading in found.items():
            if split.endswith(f"+{row}") and (reading.value or 0.0):
                name = split.removesuffix(f"+{row}")
                sums[name] = sums.get(name, 0.0) + (reading.value or 0.0)
    columns = sorted(sums, key=lambda name: (-sums[name], name))[:MOST_COLUMNS]
    if len(columns) < 2 or not rows:
        return ""
    material.mention(metric)
    scale = None
    if readings.metrics[metric].unit is Unit.MONEY:
        scale = story.locale.money_scale([*totals.values()], story.pack.company.currency)

    def cell(value: float) -> str:
        if not value:
            return story.locale.text("table.empty")
        unit = readings.metrics[metric].unit
        if scale is None:
            return story.locale.figure(value, unit, story.pack.company.currency)
        return story.locale.tick(value, unit, scale, scale.decimals)

    return {
        "label": material.label(metric),
        "unit": scale.unit if scale else "",
        "columns": [story.locale.split_value(across, name) for name in columns],
        "rows": [
            {
                "label": story.locale.split_value(down, name),
                "cells": [
                    cell(one.value or 0.0) if (one := found.get(f"{column}+{name}")) else cell(0.0)
                    for column in columns
                ],
                "total": cell(totals[name]),
            }
            for name in rows[:MOST_ROWS]
        ],
        "left": max(0, len(rows) - MOST_ROWS),
    }
