"""Conversions of the steps by group: do leads of one source, segment or country go further?"""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story.funnel import CONVERSION, Step, closed_period, flow_title, flows, step_title

MOST_GROUPS = 10
MOST_STEPS = 6


@block(metrics=lambda **_: (CONVERSION,))
def step_groups(material: Material, *, by: str) -> dict[str, Any] | str:
    """Values of parts/step_groups.html; nothing where leads have no such column."""
    story = material.story
    at = closed_period(story)
    split_by = f"{by}+step"
    if at is None or split_by not in story.readings.splits(CONVERSION):
        return ""
    steps = [step for own in flows(story).values() for step in own]
    found = {
        r.split: r for r in story.readings.groups(CONVERSION, split_by, at) if r.value is not None
    }
    steps = [s for s in steps if any(name.endswith(f"+{s.label}") for name in found)][:MOST_STEPS]
    entered: dict[str, int] = {}
    for step in steps:
        for name, reading in found.items():
            if name.endswith(f"+{step.label}"):
                group = name.removesuffix(f"+{step.label}")
                entered[group] = entered.get(group, 0) + (reading.n or 0)
    if len(entered) < 2:
        return ""
    material.mention(CONVERSION)
    small = story.pack.definitions.small_n

    def cell(group: str, step: Step) -> dict[str, Any]:
        reading = found.get(f"{group}+{step.label}")
        n = reading.n if reading else None
        return {
            "text": story.show(reading) if reading else "–",
            "small": n is not None and n < small,
            "n": n,
        }

    groups = sorted(entered, key=lambda group: (-entered[group], group))[:MOST_GROUPS]
    return {
        "title": story.locale.text(
            "funnel.by_group",
            split=story.locale.split_name(by),
            period=story.locale.period(at, short=True),
        ),
        "by": story.locale.split_head(by),
        "columns": [
            {"flow": flow_title(story, s.flow), "step": step_title(story, s)} for s in steps
        ],
        "rows": [
            {
                "label": story.locale.split_value(by, group),
                "cells": [cell(group, step) for step in steps],
            }
            for group in groups
        ],
        "left": max(0, len(entered) - MOST_GROUPS),
    }
