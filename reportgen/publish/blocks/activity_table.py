"""What sellers do in a day: activities down the side, the last periods across, against the capacity."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import recent

ACTIVITY, LOAD = "activity", "capacity_load"
PERIODS = 5
MOST = 10
ORDER = ("call_dialled", "call_answered", "meeting_booked", "meeting_held", "email", "follow_up")


@block(metrics=lambda: (ACTIVITY, LOAD))
def activity_table(material: Material) -> dict[str, Any] | None:
    """Values of parts/activity_table.html; None without activities."""
    story = material.story
    periods = recent(story.period, PERIODS)
    capacity = story.pack.funnel.capacity
    most = {"call_answered": capacity.answered_calls, "meeting_booked": capacity.booked_meetings}
    found = [r.split for r in story.readings.groups(ACTIVITY, "type") if r.value is not None]
    if not found:
        return None
    order = {name: place for place, name in enumerate(ORDER)}
    material.mention(ACTIVITY)
    material.mention(LOAD)
    rows = []
    for name in sorted(found, key=lambda name: (order.get(name, len(order)), name))[:MOST]:
        series = [story.readings.at(ACTIVITY, period, "type", name) for period in periods]
        load = story.readings.at(LOAD, None, "type", name)
        rows.append(
            {
                "label": story.locale.split_value("type", name),
                "cells": ["–" if r.value is None else story.show(r) for r in series],
                "capacity": story.locale.number(most[name], 1) if name in most else "",
                "load": "" if load.value is None else story.locale.share(load.value, 0),
                "full": load.value is not None and load.value >= capacity.load - 1e-9,
            }
        )
    return {
        "columns": [story.locale.period(period, short=True) for period in periods],
        "rows": rows,
        "line": story.locale.share(capacity.load, 0),
    }
