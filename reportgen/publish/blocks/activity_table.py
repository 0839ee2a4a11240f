"""What sellers do in a day: activities down the side, the last periods across, against the capacity."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import recent
from reportgen.story.funnel import shown_count

ACTIVITY, LOAD, HUNTERS = "activity", "capacity_load", "hunters_needed"
NEEDED = "activities_needed"
# Rows of the table under a name of their own, so that published figures may stand beside them.
ALONE = ("answered_calls_per_person_and_day", "booked_meetings_per_person_and_day")
PERIODS = 5
MOST = 10
ORDER = ("call_dialled", "call_answered", "meeting_booked", "meeting_held", "email", "follow_up")


@block(metrics=lambda: (ACTIVITY, LOAD, HUNTERS, NEEDED, *ALONE))
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
    year = story.period.fiscal_year()
    planned = {split for at, split in story.readings.by(NEEDED, "type") if at == year.label}
    if planned:
        material.mention(NEEDED)
    rows = []
    for name in sorted(found, key=lambda name: (order.get(name, len(order)), name))[:MOST]:
        series = [story.readings.at(ACTIVITY, period, "type", name) for period in periods]
        plan = story.readings.get(NEEDED, year.label, "type", name)
        load = story.readings.at(LOAD, None, "type", name)
        rows.append(
            {
                "label": story.locale.split_value("type", name),
                "cells": ["–" if r.value is None else story.show(r) for r in series],
                "capacity": story.locale.number(most[name], 1) if name in most else "",
                "load": "" if load.value is None else story.locale.share(load.value, 0),
                "plan": "" if plan.value is None else shown_count(story, plan.value),
                "count": "" if plan.n is None else story.locale.number(plan.n),
                "full": load.value is not None and load.value >= capacity.load - 1e-9,
            }
        )
    return {
        "columns": [story.locale.period(period, short=True) for period in periods],
        "rows": rows,
        "year": story.locale.period(year, short=True) if planned else "",
        "hunters": _hunters(material),
        "line": story.locale.share(capacity.load, 0),
    }


def _hunters(material: Material) -> str:
    """How many people the backward plan takes in the report period, in a sentence."""
    story = material.story
    needed = story.readings.at(HUNTERS)
    full = story.readings.at(HUNTERS, None, "part", "at_capacity")
    now = story.readings.at(HUNTERS, None, "part", "now")
    if needed.value is None or full.value is None or now.value is None:
        return ""
    material.mention(HUNTERS)
    return story.locale.text(
        "funnel.hunters",
        within=story.locale.within(story.period),
        needed=story.show(needed),
        full=story.show(full),
        now=story.locale.number(now.value),
        capacity=story.locale.number(story.pack.funnel.capacity.booked_meetings, 1),
    )
