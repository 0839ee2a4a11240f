"""Flows, stages and steps as they are told: names, the last cohort that had its time, the bottleneck."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.pack_funnel import plain
from reportgen.period import Period, PeriodKind
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.story.story import Story

CONVERSION, ENTRIES, BOTTLENECK = "step_conversion", "stage_count", "bottleneck"
CYCLE = "sales_cycle"
FURTHEST_BACK = 8
NOISE = 1e-9


@dataclass(frozen=True)
class Step:
    """From one stage to the next."""

    flow: str
    stage: str
    after: str

    @property
    def label(self) -> str:
        """The name of its split."""
        return f"{self.flow}: {self.stage} > {self.after}"


def flows(story: Story) -> dict[str, list[Step]]:
    """The steps of the flows of which there are readings, in the pack's order."""
    if CONVERSION not in story.readings.metrics:
        return {}
    known = {split for _, split in story.readings.by(CONVERSION, "step")}
    found = {
        flow: [s for a, b in pairwise(stages) if (s := Step(flow, a, b)).label in known]
        for flow, stages in story.pack.funnel.flows.items()
    }
    return {flow: steps for flow, steps in found.items() if steps}


def stage_title(story: Story, stage: str) -> str:
    """A stage as the pack prints it, else in our own words, else as it is written."""
    own = story.pack.funnel.titles.get(stage)
    told = own or story.locale.split_value("stage", stage)
    if told != stage:
        return told
    words = stage.replace("_", " ")
    return words[:1].upper() + words[1:]


def stage_inside(story: Story, stage: str) -> str:
    """A stage in the middle of a sentence: our own words small, the pack's as they are written."""
    shipped = story.locale.split_value("stage", stage)
    is_ours = shipped != stage and stage not in story.pack.funnel.titles
    return story.locale.inside(shipped) if is_ours else stage_title(story, stage)


def flow_title(story: Story, flow: str) -> str:
    """A flow's name."""
    told = story.locale.split_value("flow", flow)
    return told if told != flow else flow[:1].upper() + flow[1:].replace("_", " ")


def step_title(story: Story, step: Step) -> str:
    """`Prospect → Sales lead`."""
    return f"{stage_title(story, step.stage)} → {stage_title(story, step.after)}"


def step_named(story: Story, label: str) -> Step | None:
    """The step of a split's name."""
    every = [step for steps in flows(story).values() for step in steps]
    return next((step for step in every if step.label == label), None)


def quarter_of(story: Story) -> Period:
    """The report period where it is a quarter or a year, else the quarter that it ends in or before."""
    period = story.period
    if period.kind in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return period
    return last_quarter(story)


def last_quarter(story: Story) -> Period:
    """The last fiscal quarter that had ended with the report period."""
    last, start = story.period.last, story.period.fiscal_year_start
    end = last - (last % 12 + 13 - start + 1) % 12 % 3
    return Period(end - 2, end, PeriodKind.QUARTER, start)


def told_at(story: Story) -> Period:
    """The period whose bottleneck is told: the report's, or its last month where it is longer."""
    short = story.period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)
    return story.period if short else story.period.last_month()


def closed_period(story: Story) -> Period | None:
    """The latest period in which the leads of any step had their time."""
    steps = [step for own in flows(story).values() for step in own]
    found = [latest(story, CONVERSION, step)[1] for step in steps]
    return max((period for period in found if period is not None), default=None)


def latest(
    story: Story, metric: str, step: Step, last: Period | None = None
) -> tuple[Reading, Period | None]:
    """The latest figure of a step and its period; the first one's reason where there is none."""
    period = last or quarter_of(story)
    first = story.readings.get(metric, period.label, "step", step.label)
    for _ in range(FURTHEST_BACK):
        reading = story.readings.get(metric, period.label, "step", step.label)
        if reading.value is not None:
            return reading, period
        period = period.previous()
    return first, None


def shown_count(story: Story, value: float) -> str:
    """A number of entries that are needed, rounded up: nobody is a third of a lead."""
    return story.locale.number(math.ceil(value - NOISE))


def bottlenecks(story: Story) -> list[Bottleneck]:
    """The bottlenecks at the period's end, the largest gain first."""
    if BOTTLENECK not in story.readings.metrics:
        return []
    at = told_at(story)
    kinds = story.readings.groups(BOTTLENECK, "flow+kind", at)
    names = {r.split: r for r in story.readings.groups(BOTTLENECK, "bottleneck", at)}
    found = []
    for flow in dict.fromkeys((*story.pack.funnel.flows,)):
        for reading in kinds:
            own, _, kind = reading.split.rpartition("+")
            if own == flow:
                name = next((n for n in names if n == flow or n.startswith(f"{flow}: ")), flow)
                found.append(Bottleneck(flow, kind, name, reading))
    return sorted(found, key=lambda one: -(one.reading.value or 0.0))


@dataclass(frozen=True)
class Bottleneck:
    """What narrows a flow: its kind (step, lowest_step, capacity, volume), its name, its figures."""

    flow: str
    kind: str
    name: str
    reading: Reading


def told(story: Story, one: Bottleneck) -> str:
    """The bottleneck of a flow in a sentence, and what to do about it."""
    locale, reading = story.locale, one.reading
    at = told_at(story)
    values = {"flow": flow_title(story, one.flow)}
    actual, target = reading.denominator, reading.numerator
    step = step_named(story, one.name)
    if step is not None:
        values["step"] = step_title(story, step)
    form = one.kind
    if one.kind == "volume":
        stage = one.name.removeprefix(f"{one.flow}: ")
        values["stage"] = stage_title(story, stage)
        values["actual"] = locale.number(actual or 0.0)
        values["target"] = shown_count(story, target or 0.0)
        values["within"] = locale.within(at)
    elif actual is not None:
        values["actual"] = locale.share(actual)
        if step is not None and reading.n:
            # What a share of some leads stands on is told with it.
            counts = {"part": round(actual * reading.n), "whole": reading.n}
            counted = locale.text("small_number.counts", **counts)
            values["actual"] = f"{values['actual']} ({counted})"
    least = least_of_a_step()
    if one.kind == "step" and target is not None and (reading.n or least) < least:
        values["target"] = locale.share(target)
        values["reference"] = locale.text(f"funnel.{_reference(story, one, step)}")
        counts = {"part": round((actual or 0.0) * (reading.n or 0)), "whole": reading.n or 0}
        values["counts"] = locale.text("small_number.counts", **counts)
        sentence = locale.text("funnel.bottleneck.not_yet", least=least, **values)
        return " ".join(filter(None, [sentence, _next_step(story, one)]))
    if one.kind == "step" and target is not None:
        values["target"] = locale.share(target)
        values["reference"] = locale.text(f"funnel.{_reference(story, one, step)}")
        form = "step_at_nothing" if not actual else form
    sentence = locale.text(f"funnel.bottleneck.{form}", **values)
    more = _more_entries(story, one.flow) if one.kind == "volume" else ""
    return " ".join(filter(None, [sentence, more, _effect(story, one)]))


def _more_entries(story: Story, flow: str) -> str:
    """What brings more into a flow: nobody calls visitors, and no advertisement fills a call list."""
    own = f"funnel.more_entries.{flow}"
    return story.locale.text(own if story.locale.has(own) else "funnel.more_entries.other")


def least_of_a_step() -> int:
    """How many must have come to a step before it is judged."""
    # Imported here: the process that draws needs this module, and no polars.
    from reportgen.measure.bottlenecks import LEAST

    return LEAST


def _reference(story: Story, one: Bottleneck, step: Step | None) -> str:
    """Whether the pack has set what a step is held against: `target`, else `best`."""
    own = story.pack.funnel.targets.get(one.flow, {}) if step else {}
    return "target" if step is not None and step.after in own.get(step.stage, {}) else "best"


def _next_step(story: Story, one: Bottleneck) -> str:
    """Of the flow's steps that enough have come to, the one furthest below what it is held against."""
    least = least_of_a_step()
    found = [
        (reading.numerator / reading.denominator, step, reading)
        for reading in story.readings.groups(BOTTLENECK, "step", told_at(story))
        if (step := step_named(story, reading.split)) is not None
        and step.flow == one.flow
        and (reading.n or 0) >= least
        and reading.numerator
        and reading.denominator
        and reading.numerator > reading.denominator * (1 + NOISE)
    ]
    if not found:
        return ""
    _, step, reading = max(found, key=lambda each: (each[0], each[1].label))
    whole = reading.n or 0
    counts = {"part": round((reading.denominator or 0.0) * whole), "whole": whole}
    return story.locale.text(
        "funnel.next_step",
        step=step_title(story, step),
        actual=story.locale.share(reading.denominator or 0.0),
        counts=story.locale.text("small_number.counts", **counts),
        target=story.locale.share(reading.numerator or 0.0),
    )


def _cycle(story: Story, flow: str) -> tuple[Reading, str]:
    """The flow's own sales cycle where enough of its deals were won, else the company's; whose it is."""
    at = told_at(story)
    own = story.readings.by(CYCLE, "source_flow") if CYCLE in story.readings.metrics else {}
    # A quarter of few deals of a flow: its twelve months may hold enough.
    for window in (at.label, at.trailing().label):
        for period, split in own:
            if period == window and plain(split) == plain(flow):
                reading = own[period, split]
                enough = (reading.n or 0) >= story.pack.definitions.small_n
                if reading.value is not None and enough:
                    return reading, "flow"
    return story.readings.get(BOTTLENECK, at.label, "part", "days_until_effect"), "company"


def _effect(story: Story, one: Bottleneck) -> str:
    """What lifting it would win, and when it would show."""
    effect, currency = one.reading.value, story.pack.company.currency
    if effect is None or effect < 1:
        return ""
    days, whose = _cycle(story, one.flow)
    when = ""
    if days.value is not None:
        shown = story.locale.figure(days.value, Unit.DAYS, currency)
        when = story.locale.text(f"funnel.when_{whose}", days=shown)
    form = "one_more" if one.kind == "capacity" else "gain"
    money = story.locale.money(effect, currency)
    return story.locale.text(f"funnel.{form}", effect=money, when=when)
