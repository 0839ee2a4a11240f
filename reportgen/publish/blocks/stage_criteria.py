"""Who is in which stage: the criteria that the pack states, flow by flow."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story.funnel import flow_title, flows, stage_title


@block()
def stage_criteria(material: Material) -> dict[str, Any] | str:
    """Values of parts/stage_criteria.html; nothing where the pack states none."""
    story = material.story
    criteria = story.pack.funnel.criteria
    shown: dict[str, list[str]] = {}
    for flow, steps in flows(story).items():
        for stage in (*[step.stage for step in steps], steps[-1].after):
            shown.setdefault(stage, []).append(flow_title(story, flow))
    rows = [
        {"stage": stage_title(story, stage), "flows": ", ".join(own), "criterion": criteria[stage]}
        for stage, own in shown.items()
        if stage in criteria
    ]
    return {"rows": rows} if rows else ""
