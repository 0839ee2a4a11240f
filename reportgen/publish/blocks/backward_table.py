"""The backward plan: stages of each flow down the side, quarters across, plan and actual in each."""

from __future__ import annotations

import math
from typing import Any

from reportgen.period import Period, PeriodKind
from reportgen.publish.block import Material, block
from reportgen.story.findings.differs_from_plan import WATCH
from reportgen.story.funnel import NOISE, flow_title, shown_count, stage_title
from reportgen.story.story import Story

PLAN, REST, WON = "backward_plan", "leads_still_needed", "won_deals"
DEAL = "won_deal"


@block(metrics=lambda: (PLAN, REST, WON))
def backward_table(material: Material) -> dict[str, Any] | None:
    """Values of parts/backward_table.html; None without a plan of new revenue or deals."""
    story = material.story
    year = story.period.fiscal_year()
    quarters = [
        Period(first, first + 2, PeriodKind.QUARTER, year.fiscal_year_start)
        for first in range(year.first, year.last + 1, 3)
    ]
    if PLAN not in story.readings.metrics or story.readings.get(PLAN, year.label).value is None:
        return None
    material.mention(PLAN)
    material.mention(REST)
    known = {split for _, split in story.readings.by(PLAN, "flow+stage")}
    groups: list[dict[str, Any]] = []
    for flow in dict.fromkeys((*story.pack.funnel.flows, *_others(story))):
        stages = [s for s in _stages(story, flow) if f"{flow}+{s}" in known]
        if stages:
            rows = [_row(story, f"{flow}+{stage}", stage, quarters, year) for stage in stages]
            groups.append({"title": flow_title(story, flow), "rows": rows})
    whole = _row(story, "", DEAL, quarters, year)
    new_only = any(
        split == "new" and reading.value
        for (_, split), reading in story.readings.by(WON, "type").items()
    )
    if new_only:
        # Elsewhere in a pack won deals are all of them, with existing customers too.
        for group in groups:
            for row in group["rows"]:
                if row["stage"] == DEAL:
                    row["label"] = story.locale.text("funnel.won_with_new")
    return {
        "all": story.locale.text(f"funnel.{'all_deals_with_new' if new_only else 'all_deals'}"),
        "columns": [story.locale.period(quarter, short=True) for quarter in quarters],
        "year": story.locale.period(year, short=True),
        "groups": groups,
        "whole": whole,
        "width": len(quarters) + 4,
    }


def _others(story: Story) -> list[str]:
    """Flows of deals that no funnel leads to: partners."""
    found = {split for _, split in story.readings.by(PLAN, "flow")}
    return sorted(found - set(story.pack.funnel.flows))


def _stages(story: Story, flow: str) -> list[str]:
    """Stages from the first to the deal; a stage of customers is the deal itself."""
    funnel = story.pack.funnel
    stages = list(funnel.flows.get(flow, ()))
    if stages and (funnel.sql_stage in stages[:-1] or funnel.sql_stage not in funnel.stages):
        stages = stages[:-1]
    return [*stages, DEAL]


def _row(
    story: Story, split: str, stage: str, quarters: list[Period], year: Period
) -> dict[str, Any]:
    by = "flow+stage" if split else ""
    cells = [_cell(story, quarter, by, split) for quarter in quarters]
    whole, rest = (story.readings.get(name, year.label, by, split) for name in (PLAN, REST))
    return {
        "stage": stage,
        "label": stage_title(story, stage),
        "cells": cells,
        "plan": "–" if whole.value is None else shown_count(story, whole.value),
        "actual": "–" if whole.n is None else story.locale.number(whole.n),
        "rest": "–" if rest.value is None else shown_count(story, rest.value),
    }


def _cell(story: Story, quarter: Period, by: str, split: str) -> dict[str, str]:
    """What there was of it (a dash in a quarter to come) and what the plan asks for.

    Within the twentieth from which a line of the plan is watched it is neither good nor bad.
    """
    reading = story.readings.get(PLAN, quarter.label, by, split)
    actual = reading.n if quarter.last <= story.period.last else None
    tone = "even"
    if reading.value is not None and actual is not None:
        # Judged by what is printed: 3 of 4 is too few, also where the plan says 3.2.
        wanted = math.ceil(reading.value - NOISE)
        if abs(actual - wanted) >= WATCH * wanted - NOISE and actual != wanted:
            tone = "good" if actual > wanted else "bad"
    return {
        "actual": "–" if actual is None else story.locale.number(actual),
        "plan": "" if reading.value is None else shown_count(story, reading.value),
        "tone": tone,
    }
