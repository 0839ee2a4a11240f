"""Steps of the flows down the side, the last cohorts across, the report period's entries beside them."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import tone
from reportgen.story.funnel import (
    CONVERSION,
    Step,
    closed_period,
    flow_title,
    flows,
    latest,
    quarter_of,
    step_title,
)
from reportgen.unit import Direction

TIMES, SAME = "transit_time", "step_conversion_throughput"
COHORTS = 5


@block(metrics=lambda: (CONVERSION, TIMES, SAME))
def step_table(material: Material) -> dict[str, Any] | None:
    """Values of parts/step_table.html; None without a step."""
    story = material.story
    own = flows(story)
    if not own:
        return None
    for metric in (CONVERSION, TIMES, SAME):
        material.mention(metric)
    now = quarter_of(story)
    last = closed_period(story) or now.previous()
    periods = [last.shifted(-last.length * back) for back in range(COHORTS - 1, -1, -1)]
    known = {label for label, _ in story.readings.by(CONVERSION, "step")}
    # What lies before the export is no column of dashes.
    while len(periods) > 1 and periods[0].label not in known:
        periods = periods[1:]

    def row(step: Step) -> dict[str, Any]:
        cohorts = [story.readings.get(CONVERSION, p.label, "step", step.label) for p in periods]
        days, _ = latest(story, TIMES, step, last)
        same = story.readings.get(SAME, now.label, "step", step.label)
        newest, at = latest(story, CONVERSION, step, last)
        before = story.readings.get(
            CONVERSION, (at or last).same_last_year().label, "step", step.label
        )
        difference, change = 0.0, ""
        if newest.value is not None and before.value is not None:
            difference = newest.value - before.value
            change = story.locale.number(difference * 100, 1, signed=True)
        return {
            "label": step_title(story, step),
            "cells": [
                {
                    "text": story.show(r) if r.value is not None else "–",
                    "small": r.n is not None and 0 < r.n < story.pack.definitions.small_n,
                    "n": r.n,
                }
                for r in cohorts
            ],
            "change": change,
            "tone": "even"
            if story.chance_between(newest, before)
            else tone(Direction.UP, difference, change),
            "days": story.show(days) if days.value is not None else "–",
            "same": story.show(same) if same.value is not None else "–",
        }

    return {
        "columns": [story.locale.period(p, short=True) for p in periods],
        "same": story.locale.period(now, short=True),
        "groups": [
            {"title": flow_title(story, flow), "rows": [row(step) for step in steps]}
            for flow, steps in own.items()
        ],
        "width": len(periods) + 4,
    }
