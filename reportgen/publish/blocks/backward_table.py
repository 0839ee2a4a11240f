"""The backward plan: stages of each flow down the side, quarters across, plan and actual in each."""

from __future__ import annotations

import math
from typing import Any

from reportgen.measure.plan import read_key
from reportgen.measure.reading import Reading
from reportgen.period import Period, PeriodKind
from reportgen.publish.block import Material, block
from reportgen.story.findings.differs_from_plan import WATCH
from reportgen.story.funnel import NOISE, flow_title, shown_count, stage_title
from reportgen.story.number import rounded
from reportgen.story.story import Story

PLAN, REST, WON = "backward_plan", "leads_still_needed", "won_deals"
QUALIFIED, OWN = "sales_qualified_leads", "plan_count"
DEAL = "won_deal"
# Beside the quarters, so that the row closes: what counts for the year and lies before it, what lies
# in it and counts for the next.
EDGES = {"before": "before_the_year", "next": "for_the_next_year"}


@block(metrics=lambda: (PLAN, REST, WON, QUALIFIED, OWN), shows=lambda: (PLAN, REST, WON))
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
            groups.append({"title": flow_title(story, flow), "flow": flow, "rows": rows})
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
    told = [row for group in groups for row in group["rows"]]
    edges = {edge: any(row[edge]["actual"] for row in told) for edge in EDGES}
    return {
        "edges": edges,
        "note": _note(story, year),
        "elsewhere": _elsewhere(story, groups),
        "all": story.locale.text(f"funnel.{'all_deals_with_new' if new_only else 'all_deals'}"),
        "columns": [story.locale.period(quarter, short=True) for quarter in quarters],
        "year": story.locale.period(year, short=True),
        "groups": groups,
        "whole": whole,
        "width": len(quarters) + 4 + sum(edges.values()),
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
    cells = [_cell(story, quarter, by, split, stage) for quarter in quarters]
    whole, rest = (story.readings.get(name, year.label, by, split) for name in (PLAN, REST))
    return {
        "stage": stage,
        "label": stage_title(story, stage),
        "cells": cells,
        **{edge: _edge(story, year, split, stage, edge) for edge in EDGES},
        "plan": _planned(story, whole, stage) or "–",
        "actual": "–" if whole.n is None else story.locale.number(whole.n),
        "rest": _planned(story, rest, stage) or "–",
    }


def _planned(story: Story, reading: Reading, stage: str) -> str:
    """What is planned: deals with a decimal, so that flows and quarters add up; entries rounded up."""
    if reading.value is None:
        return ""
    if stage == DEAL:
        return story.locale.number(reading.value, 1)
    return shown_count(story, reading.value)


def _edge(story: Story, year: Period, split: str, stage: str, edge: str) -> dict[str, str]:
    """What counts for the year and lies before it, or the other way round, which is taken off."""
    key = f"{split}+{EDGES[edge]}"
    reading = story.readings.get(PLAN, year.label, "flow+stage+when", key)
    if not reading.n:
        return {"actual": "", "plan": ""}
    if edge == "next":
        return {"actual": story.locale.number(-reading.n), "plan": ""}
    return {"actual": story.locale.number(reading.n), "plan": _planned(story, reading, stage)}


def _cell(story: Story, quarter: Period, by: str, split: str, stage: str) -> dict[str, str]:
    """What there was of it (a dash in a quarter to come) and what the plan asks for.

    Within the twentieth from which a line of the plan is watched it is neither good nor bad.
    """
    reading = story.readings.get(PLAN, quarter.label, by, split)
    actual = reading.n if quarter.last <= story.period.last else None
    tone = "even"
    if reading.value is not None and actual is not None:
        # Judged by what is printed: 3 of 4 is too few, also where the plan says 3.2.
        least = rounded(reading.value, 1) if stage == DEAL else math.ceil(reading.value - NOISE)
        wanted = float(least)
        if abs(actual - wanted) >= WATCH * wanted - NOISE and actual != wanted:
            tone = "good" if actual > wanted else "bad"
    return {
        "actual": "–" if actual is None else story.locale.number(actual),
        "plan": _planned(story, reading, stage),
        "tone": tone,
    }


def _note(story: Story, year: Period) -> str:
    """What the counts are derived from, and the plan's own line of new customers, if it has one."""
    locale, currency = story.locale, story.pack.company.currency
    whole = story.readings.get(PLAN, year.label)
    assert whole.value is not None
    target, mean = whole.numerator or 0.0, whole.denominator or 0.0
    said = [
        locale.text(
            "funnel.note_derived",
            target=locale.money(target, currency),
            mean=locale.money(mean, currency),
            deals=locale.number(whole.value, 1),
        )
    ]
    for reading in story.readings.groups(OWN, "key", year):
        key = read_key(reading.split)
        if reading.value is not None and key and key.metric and key.metric.name == "new_customers":
            said.append(locale.text("funnel.note_own_line", count=locale.number(reading.value)))
    return " ".join([*said, locale.text("funnel.note_backward")])


def _elsewhere(story: Story, groups: list[dict[str, Any]]) -> str:
    """Leads handed to sales out of flows that have no row for it, so that the sum is seen to close."""
    stage = story.pack.funnel.sql_stage
    shown = {g["flow"] for g in groups if any(row["stage"] == stage for row in g["rows"])}
    found = [
        reading
        for reading in story.readings.groups(QUALIFIED, "flow")
        if reading.value and reading.split not in shown
    ]
    whole = story.readings.at(QUALIFIED)
    if not shown or not found or whole.value is None:
        return ""
    flows = [f"{flow_title(story, r.split)} {story.locale.number(r.value or 0)}" for r in found]
    return story.locale.text(
        "funnel.note_elsewhere",
        stage=stage_title(story, stage),
        whole=story.locale.number(whole.value),
        within=story.locale.within(story.period),
        flows=", ".join(flows),
    )
