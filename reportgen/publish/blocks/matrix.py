"""One metric of two splits at once: the groups of one down the side, of the other across."""

from __future__ import annotations

from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.metric_table import small_note
from reportgen.story.number import Scale
from reportgen.unit import Unit

MOST_ROWS = 12
MOST_COLUMNS = 7


@block(metrics=lambda metric, beside="", **_: (metric, beside) if beside else (metric,))
def matrix(material: Material, metric: str, *, by: str, beside: str = "") -> dict[str, Any] | None:
    """Values of parts/matrix.html, from a split "a+b": rows are the groups of a, columns those of b.

    A metric that has the split as "b+a" is turned round.

    beside  a second metric with the same splits, printed small after the first: a change, a margin
    The last row and column are the groups' own figures where the metric has them.
    """
    story = material.story
    down, _, across = by.partition("+")
    splits = story.readings.splits(metric)
    turned = by not in splits
    if turned:
        by = f"{across}+{down}"
    cells = _cells(material, metric, by)
    if not cells:
        return None
    if turned:
        cells = {(row, column): reading for (column, row), reading in cells.items()}
    rows = _ordered(material, metric, down, [row for row, _ in cells])
    columns = _ordered(material, metric, across, [column for _, column in cells])
    for name in (metric, beside) if beside else (metric,):
        material.mention(name)
    scale = _scale(material, metric, list(cells.values()))

    printed: list[Reading] = []

    def cell(split_by: str, split: str) -> dict[str, Any]:
        reading = story.readings.at(metric, split_by=split_by, split=split)
        second = story.readings.at(beside, split_by=split_by, split=split) if beside else None
        small = story.small(reading)
        printed.append(reading)
        return {
            "text": _text(material, reading, scale),
            "beside": _signed(material, second),
            "missing": reading.value is None,
            "small": small,
            "n": reading.n if small and not story.counted(reading) else None,
        }

    shown, told = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    part = {
        "metric": story.title(metric),
        "beside": story.locale.inside(story.title(beside)) if beside else "",
        "unit": scale.unit if scale else "",
        "by": story.locale.split_head(down),
        "columns": [story.locale.split_value(across, name) for name in told],
        "rows": [
            {
                "label": story.locale.split_value(down, row),
                "cells": [
                    cell(by, cells[row, column].split) if (row, column) in cells else None
                    for column in told
                ],
                "whole": cell(down, row) if down in splits else None,
            }
            for row in shown
        ],
        "company": [cell(across, column) for column in told] if across in splits else [],
        "whole": cell("", ""),
        "has_whole": down in splits,
        "left": len(rows) - len(shown) + len(columns) - len(told),
    }
    # After all cells, which have been noted on the way.
    part["small"] = small_note(material, printed)
    part["reasons"] = story.why_missing(printed)
    return part


def _cells(material: Material, metric: str, by: str) -> dict[tuple[str, str], Reading]:
    """The readings of the period by both groups; a group's name may hold a plus itself."""
    readings = material.story.readings
    known = {reading.split for reading in readings.groups(metric, by.partition("+")[0])}
    found = {}
    for reading in readings.groups(metric, by):
        parts = reading.split.split("+")
        cuts = ["+".join(parts[:place]) for place in range(1, len(parts))]
        first = next((cut for cut in cuts if cut in known), cuts[0])
        # What nobody has is no cell: a line that is not sold in a segment.
        if reading.missing != "div_zero":
            found[first, reading.split[len(first) + 1 :]] = reading
    return found


def _ordered(material: Material, metric: str, split_by: str, names: list[str]) -> list[str]:
    """From the largest group to the smallest: by n, by which parts of a whole can be told."""
    sizes = {
        reading.split: reading.n or 0
        for reading in material.story.readings.groups(metric, split_by)
    }
    return sorted(set(names), key=lambda name: (-sizes.get(name, 0), name))


def _scale(material: Material, metric: str, readings: list[Reading]) -> Scale | None:
    story = material.story
    if story.readings.metrics[metric].unit is not Unit.MONEY:
        return None
    values = [reading.value for reading in readings if reading.value is not None]
    whole = story.readings.at(metric).value
    known = [*values, *([] if whole is None else [whole])]
    return story.locale.money_scale(known, story.pack.company.currency)


def _text(material: Material, reading: Reading, scale: Scale | None) -> str:
    locale = material.story.locale
    if reading.value is None or scale is None:
        return material.story.show(reading)
    return locale.tick(reading.value, Unit.MONEY, scale, scale.decimals)


def _signed(material: Material, reading: Reading | None) -> str:
    if reading is None or reading.value is None:
        return ""
    return material.story.show(reading, signed=True)
