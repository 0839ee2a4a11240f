"""The section [funnel] of pack.toml: which flows there are, their stages, targets and capacity.

Why a module of its own: stages are free names, so that what may stand in one key depends on another;
every such mistake is collected here, to be told in one go with the others.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reportgen.pack_sections import Section

MISTAKES = "funnel_mistakes"
FLOWS: dict[str, tuple[str, ...]] = {
    "outbound": ("unknown", "prospect", "sales_lead", "customer"),
    "inbound": ("unknown", "visitor", "marketing_lead", "sales_lead"),
    "nurture": ("nurturing_lead", "marketing_lead"),
}
# flow -> stage -> next stage -> value
Nested = dict[str, dict[str, dict[str, float]]]


class Capacity(Section):
    """What one person can do in a working day, and from which load on that is the bottleneck."""

    answered_calls: float = Field(default=20, gt=0, description="Answered calls a person and day.")
    booked_meetings: float = Field(default=2, gt=0, description="Booked meetings a person and day.")
    load: float = Field(default=0.9, gt=0, description="Share of the capacity that is full.")


class Funnel(Section):
    """The flows by which strangers become customers."""

    flows: dict[str, tuple[str, ...]] = Field(
        default=FLOWS,
        description="Flow = its stages in order; when written, these are all the flows there are.",
    )
    loops: tuple[str, ...] = Field(
        default=("nurture",),
        description="Flows that leads of other flows go through and come back from.",
    )
    titles: dict[str, str] = Field(default_factory=dict, description="Stage = its printed name.")
    criteria: dict[str, str] = Field(default_factory=dict, description="Stage = who is in it.")
    targets: Nested = Field(
        default_factory=dict, description="outbound.prospect.sales_lead = 0.4: wanted conversion."
    )
    max_days: Nested = Field(
        default_factory=dict,
        description="inbound.visitor.marketing_lead = 30: days of one step, instead of max_days.",
    )
    capacity: Capacity = Capacity()
    seasonality: tuple[float, ...] = Field(
        default=(), description="12 months' or 4 quarters' weights of the plan; its own when empty."
    )
    lead_stage: str = Field(default="marketing_lead", description="Whose entry is a new lead.")
    sql_stage: str = Field(default="sales_lead", description="Whose entry is the SQL.")
    hunter_flow: str = Field(default="outbound", description="The flow that hunters call for.")

    @property
    def stages(self) -> tuple[str, ...]:
        """All stages, each once, in the order of the flows."""
        return tuple(dict.fromkeys(stage for flow in self.flows.values() for stage in flow))

    @model_validator(mode="after")
    def _holds_together(self) -> Funnel:
        found = list(self._mistakes())
        if found:
            raise PydanticCustomError(MISTAKES, "stages and flows", {"mistakes": found})
        return self

    def _mistakes(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Key path within the section, what is wrong, what to write instead."""
        for flow, stages in self.flows.items():
            if len(stages) < 2:
                yield ("flows", flow), "a flow has two stages at least", "Write them in order."
            if len(set(map(plain, stages))) < len(stages):
                yield ("flows", flow), "a stage stands twice in the flow", "A loop is a flow."
        written = self.model_fields_set
        for key, known in (
            ("lead_stage", self.stages),
            ("sql_stage", self.stages),
            ("hunter_flow", tuple(self.flows)),
        ):
            value = getattr(self, key)
            if key in written and value not in known:
                yield (key,), f"there is no {key.partition('_')[2]} {value!r}", near(value, known)
        for flow in self.loops if "loops" in written else ():
            if flow not in self.flows:
                yield ("loops",), f"there is no flow {flow!r}", near(flow, self.flows)
        for key in ("titles", "criteria"):
            for stage in getattr(self, key):
                if stage not in self.stages:
                    yield (key, stage), f"there is no stage {stage!r}", near(stage, self.stages)
        yield from self._wrong_steps("targets", self.targets, 1)
        yield from self._wrong_steps("max_days", self.max_days, 3650)
        weights = self.seasonality
        if weights and (len(weights) not in (4, 12) or min(weights) < 0 or sum(weights) <= 0):
            yield (
                ("seasonality",),
                f"{len(weights)} weights that add up to {sum(weights):g}",
                "Write 12 weights, a month each, or 4, a quarter each, none below zero.",
            )

    def _wrong_steps(
        self, key: str, nested: Nested, most: float
    ) -> Iterator[tuple[tuple[str, ...], str, str]]:
        for flow, step in nested.items():
            stages = self.flows.get(flow, ())
            if not stages:
                # By the first of its keys: that is the line on which the flow's name stands.
                stage, targets = next(iter(step.items()), ("", {}))
                path = (key, flow, stage, *list(targets)[:1])
                yield path, f"there is no flow {flow!r}", near(flow, self.flows)
                continue
            follows = dict(pairwise(stages))
            for stage, targets in step.items():
                if stage not in follows:
                    what = f"{flow} has no step that starts with {stage!r}"
                    path = (key, flow, stage, *list(targets)[:1])
                    yield path, what, near(stage, tuple(follows))
                    continue
                for after, value in targets.items():
                    path = (key, flow, stage, after)
                    if after != follows[stage]:
                        what = f"in {flow} {stage!r} is not followed by {after!r}"
                        yield path, what, f"Did you mean {follows[stage]!r}?"
                    elif not 0 < value <= most:
                        yield path, f"{value:g} is not above 0 and at most {most:g}", ""


def plain(text: str) -> str:
    """`Sales lead`, `sales-lead` and `sales_lead` are one stage."""
    return "_".join(text.strip().casefold().replace("-", " ").replace("_", " ").split())


def near(word: str, words: tuple[str, ...] | Mapping[str, Any]) -> str:
    """`Did you mean ...?` when something near exists, else the list of what there is."""
    known = {plain(name): name for name in words}
    close = difflib.get_close_matches(plain(word), list(known), n=1, cutoff=0.6)
    if close:
        return f"Did you mean {known[close[0]]!r}?"
    return f"Known here: {', '.join(words)}." if words else ""
