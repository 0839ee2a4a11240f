"""The flows side by side: entries into each stage as bars, and what part of them went on, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.period import Period
from reportgen.story import small_number
from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import FULL_WIDTH, LABEL, Margins, cut, frame, text_width
from reportgen.story.charts._series import name_of
from reportgen.story.funnel import (
    ENTRIES,
    Step,
    closed_period,
    flow_title,
    flows,
    latest,
    quarter_of,
    stage_inside,
    stage_title,
    step_title,
)
from reportgen.unit import Unit

if TYPE_CHECKING:
    import altair

    from reportgen.story.story import Story

TIMES, FALLBACK, WHOLE = "transit_time", "step_conversion_throughput", "flow_conversion"
SIDE_BY_SIDE = 3
GAP = 20.0
HEAD, NAME, BAR, BETWEEN = 18.0, 11.0, 8.0, 19.0


def prepare(story: Story, metric: str, *, period: Period | None = None) -> Picture | None:
    """All flows in the latest period whose leads had their time, else in the report's as far as known.

    metric  a conversion by step; in a period without any that of the same period's entries is told
    """
    own = flows(story)
    if not own:
        return None
    closed = period or closed_period(story)
    at = closed or quarter_of(story)
    if closed is None:
        metric = FALLBACK
    counts = {
        flow: [_entries(story, at, flow, stage) for stage in _stages(steps)]
        for flow, steps in own.items()
    }
    own = {flow: steps for flow, steps in own.items() if any(counts[flow])}
    if not own:
        return None
    payload, height = _payload(story, metric, at, own, counts)
    return Picture(
        chart="funnel",
        metric=metric,
        title=_title(story, at, own),
        alt=_alt(story, metric, at, own, counts),
        payload=payload,
        width=FULL_WIDTH,
        height=height,
        header=(
            story.locale.text("funnel.column_step"),
            story.locale.period(at, short=True),
            story.title(TIMES),
        ),
        rows=tuple(
            (
                f"{flow_title(story, flow)}: {step_title(story, step)}",
                _share(story, metric, at, step),
                _days(story, at, step),
            )
            for flow, steps in own.items()
            for step in steps
        ),
        note=_note(story, at, in_time=closed is not None),
    )


def _stages(steps: list[Step]) -> list[str]:
    return [step.stage for step in steps] + [steps[-1].after]


def _entries(story: Story, at: Period, flow: str, stage: str) -> float:
    return story.readings.get(ENTRIES, at.label, "flow+stage", f"{flow}+{stage}").value or 0.0


def _share(story: Story, metric: str, at: Period, step: Step) -> str:
    """A step's conversion with the counts it stands on: other ones than the entries of the bars.

    That of its latest cohort, said with its period, where it takes longer.
    """
    reading, period = latest(story, metric, step, at)
    told, beside = story.show(reading), []
    if not story.counted(reading) and (found := small_number.counts(reading, Unit.SHARE)):
        values = {"part": story.locale.number(found[0]), "whole": story.locale.number(found[1])}
        beside.append(story.locale.text("small_number.counts", **values))
    if period is not None and period.label != at.label:
        beside.append(story.locale.period(period, short=True))
    return f"{told} ({', '.join(beside)})" if beside else told


def _days(story: Story, at: Period, step: Step) -> str:
    reading, _ = latest(story, TIMES, step, at)
    return "" if reading.value is None else story.show(reading)


def _title(story: Story, at: Period, own: dict[str, list[Step]]) -> str:
    """What part of each flow's first stage gets to its last."""
    parts = []
    for flow, steps in own.items():
        whole = story.readings.get(WHOLE, at.label, "flow", flow)
        if whole.value is not None:
            parts.append(
                story.locale.text(
                    "charts.funnel.part",
                    flow=flow_title(story, flow),
                    share=story.show(whole),
                    first=stage_inside(story, steps[0].stage),
                    last=stage_inside(story, steps[-1].after),
                )
            )
    within = story.locale.within(at)
    if not parts:
        return story.locale.text("charts.funnel.entries", within=within)
    return story.locale.text("charts.funnel.title", parts="; ".join(parts), within=within)


def _alt(
    story: Story,
    metric: str,
    at: Period,
    own: dict[str, list[Step]],
    counts: dict[str, list[float]],
) -> str:
    parts = []
    for flow, steps in own.items():
        stages = [
            f"{stage_title(story, stage)} {story.locale.number(count)}"
            for stage, count in zip(_stages(steps), counts[flow], strict=True)
        ]
        shares = [f"{step_title(story, step)} {_share(story, metric, at, step)}" for step in steps]
        parts.append(f"{flow_title(story, flow)}: {', '.join(stages)}; {', '.join(shares)}")
    name = name_of(story, metric)
    within = story.locale.within(at)
    return story.locale.text("charts.funnel.alt", title=name, within=within, parts=". ".join(parts))


def _note(story: Story, at: Period, *, in_time: bool) -> str:
    if not in_time:
        return story.locale.text("charts.funnel.same_period")
    if at.label == story.period.label:
        return ""
    period = story.locale.period(at, short=True)
    return story.locale.text("charts.funnel.latest_cohort", period=period)


def _payload(
    story: Story,
    metric: str,
    at: Period,
    own: dict[str, list[Step]],
    counts: dict[str, list[float]],
) -> tuple[dict[str, Any], int]:
    """Panels side by side, at most three in a row, bars from the left in the scale of their flow."""
    across = min(len(own), SIDE_BY_SIDE)
    panel = (FULL_WIDTH - 8 - GAP * (across - 1)) / across
    names = ("heads", "bars", "names", "figures", "steps")
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    top, tallest = 0.0, 0.0
    for place, (flow, steps) in enumerate(own.items()):
        if place and place % across == 0:
            top, tallest = top + tallest + 8, 0.0
        left = (place % across) * (panel + GAP)
        head = cut(flow_title(story, flow), panel, LABEL + 0.5)
        data["heads"].append({"left": left, "top": top + 5, "text": head})
        most = max(counts[flow]) or 1.0
        y = top + HEAD
        for index, (stage, count) in enumerate(zip(_stages(steps), counts[flow], strict=True)):
            figure = story.locale.number(count)
            name = cut(stage_title(story, stage), panel - text_width(figure, LABEL + 0.5) - 8)
            data["names"].append({"left": left, "top": y + 4, "text": name})
            data["figures"].append({"left": left + panel, "top": y + 4, "text": figure})
            bar = max(panel * count / most, 1.0 if count else 0.0)
            bounds = {"top": y + NAME, "bottom": y + NAME + BAR}
            data["bars"].append({"left": left, "right": left + bar, **bounds})
            y += NAME + BAR
            if index < len(steps):
                step = steps[index]
                parts = [_share(story, metric, at, step), _days(story, at, step)]
                text = cut("↓ " + " · ".join(filter(None, parts)), panel)
                data["steps"].append({"left": left, "top": y + BETWEEN / 2 - 1, "text": text})
                y += BETWEEN
        tallest = max(tallest, y - top)
    height = round(top + tallest + 10)
    return {"frame": frame(FULL_WIDTH, height, Margins(4, 4, 4, 6)), "data": data}, height


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Bars in the accent colour, names and counts in ink, what goes on between them in grey."""
    from reportgen.story.charts._marks import boxes, layered, words

    return layered(
        *[
            boxes("bars", color=dress.accent),
            words("heads", dress.ink, fontSize=LABEL + 0.5, fontWeight=600),
            words("names", dress.ink),
            words("figures", dress.ink, align="right", fontWeight=600),
            words("steps", dress.muted),
        ],
    )


funnel = Chart("funnel", prepare, draw)
