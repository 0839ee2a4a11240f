"""The summary's table: one line a metric, with value, changes, target and spark line."""

from __future__ import annotations

from typing import Any

from reportgen.measure.plan import read_key
from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.metric_table import restated_note
from reportgen.publish.blocks.plan_table import SIDES
from reportgen.unit import Direction

# So that a target that is met to the last digit is not missed by one of a float.
NOISE = 1e-9


@block(metrics=lambda *metrics: metrics)
def scorecard(material: Material, *metrics: str) -> dict[str, Any] | None:
    """Values of parts/scorecard.html; metrics without a figure come last, with their reason.

    Where pack.toml sets no target, what the plan has for the period is one.
    """
    rows = [card.prepare(material, metric) for metric in metrics]
    planned = _planned(material)
    found = [
        {**row, **_target(material, row["metric"], planned)}
        for row in rows
        if isinstance(row, dict)
    ]
    told = [row for row in found if not row["missing"]]
    period = material.story.period
    locale = material.story.locale
    return {
        "rows": told,
        "missing": [row for row in found if row["missing"]],
        "restated": restated_note(
            material, [change for row in told for change in row["changes"] if change]
        ),
        "now": locale.period(period, short=True),
        "previous": locale.period(period.previous(), short=True),
        "last_year": locale.period(period.same_last_year(), short=True),
    }


def _planned(material: Material) -> dict[str, Reading]:
    """What the plan says of the report period, by metric."""
    readings = material.story.readings
    found = {}
    for unit, (_, plan) in SIDES.items():
        if plan not in readings.metrics:
            continue
        for reading in readings.groups(plan, "key"):
            key = read_key(reading.split)
            if key is not None and key.metric is not None and key.unit is unit:
                found[key.metric.name] = reading
    return found


def _target(material: Material, metric: str, planned: dict[str, Reading]) -> dict[str, Any]:
    """The target's value, where it is from when that is the plan, and whether it is missed."""
    story = material.story
    target = story.pack.targets.get(metric)
    plan = planned.get(metric)
    from_plan = target is None and plan is not None
    if from_plan and plan is not None:
        target = plan.value
    if target is None:
        return {"target_value": "", "target_note": "", "missed": False}
    now, better = story.readings.at(metric), story.readings.metrics[metric].better
    missed = False
    if now.value is not None and better in (Direction.UP, Direction.DOWN):
        behind = target - now.value if better is Direction.UP else now.value - target
        missed = behind > NOISE * max(1.0, abs(target))
    words = [
        story.locale.text(f"scorecard.{word}")
        for word, said in (("plan", from_plan), ("missed", missed))
        if said
    ]
    return {
        "target_value": story.show(Reading(metric, story.period.label, target, missing=None)),
        "target_note": ", ".join(words),
        "missed": missed,
    }
