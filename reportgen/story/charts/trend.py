"""A metric over time: one line, its ends labelled, and what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import (
    LABEL,
    LINE,
    Margins,
    decimals_of,
    frame,
    label,
    plate,
    ruled,
    size_of,
    spread,
    text_width,
    ticks,
    wrapped,
)
from reportgen.story.charts._series import (
    Level,
    Point,
    development,
    few,
    gaps_note,
    levels_of,
    period_labels,
    planned,
    run_of,
    scale_of,
    show,
)
from reportgen.story.warning_line import warning_lines
from reportgen.unit import Unit

if TYPE_CHECKING:
    import altair

    from reportgen.story.number import Scale
    from reportgen.story.story import Story

WIDEST_LABEL = 104


def prepare(
    story: Story,
    metric: str,
    *,
    step: str | None = None,
    count: int | None = None,
    split_by: str = "",
    split: str = "",
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The run of a metric up to the report period.

    step    "month", "quarter", "year" or "trailing"; as fine as the report period when not said
    count   how many periods
    """
    if story.readings.metrics[metric].unit in (Unit.FLAG, Unit.LABEL):
        # A yes or a class has no height.
        return None
    points = run_of(story, metric, step=step, count=count, split_by=split_by, split=split)
    if not points:
        return None
    width, tall = size_of(size, height)
    levels = levels_of(story, metric) if not split_by else []
    plan = planned(story, metric, points) if not split_by else []
    values = [value for value in (*(p.value for p in points), *plan) if value is not None]
    scale = scale_of(story, metric, values)
    near, far = _within_sight(values, levels)
    sentence = _title(story, metric, points, levels)
    if split_by:
        group = story.locale.split_value(split_by, split)
        sentence = story.locale.text("charts.trend.group", split=group, sentence=sentence)
    notes = [gaps_note(story, metric, points)]
    notes += [
        story.locale.text(
            "charts.note_far", line=level.name, value=show(story, metric, level.value)
        )
        for level in far
    ]
    return Picture(
        chart="trend",
        metric=metric,
        title=sentence,
        alt=_alt(story, metric, points, levels, plan),
        payload=_payload(story, metric, points, near, plan, scale, width, tall),
        width=width,
        height=tall,
        **_twin(story, metric, points, plan),
        note=" ".join(note for note in notes if note),
    )


def _twin(
    story: Story, metric: str, points: list[Point], plan: Sequence[float | None]
) -> dict[str, Any]:
    """The twin table: periods, figures, and the plan where there is one."""
    words = story.locale.text
    header = [words("charts.column_period"), story.title(metric)]
    rows = [
        [story.locale.period(point.period, short=True), story.show(point.reading)]
        for point in points
    ]
    if any(value is not None for value in plan):
        header.append(words("charts.plan_line"))
        for row, value in zip(rows, plan, strict=True):
            row.append("" if value is None else show(story, metric, value))
    return {"header": tuple(header), "rows": tuple(tuple(row) for row in rows)}


def _within_sight(
    values: Sequence[float], levels: Sequence[Level]
) -> tuple[list[Level], list[Level]]:
    """Lines near enough to be drawn in, and those that would press the curve flat."""
    low, high = min(values), max(values)
    reach = 1.5 * max(high - low, abs(high) * 0.2)
    near = [level for level in levels if low - reach <= level.value <= high + reach]
    return near, [level for level in levels if level not in near]


def _title(story: Story, metric: str, points: list[Point], levels: list[Level]) -> str:
    sentence = development(story, metric, points)
    known = [point for point in points if point.value is not None]
    last = known[-1]
    assert last.value is not None
    declared = story.readings.metrics[metric]
    for line in warning_lines(story, declared) if levels else []:
        if line.is_crossed_by(last.value):
            named = line.named(story, declared)
            sentence = story.locale.text("charts.trend.beyond", sentence=sentence, line=named)
    if last is not points[-1]:
        period = story.locale.period(last.period, short=True)
        sentence = story.locale.text("charts.trend.latest", sentence=sentence, period=period)
    return sentence


def _alt(
    story: Story,
    metric: str,
    points: list[Point],
    levels: list[Level],
    plan: Sequence[float | None],
) -> str:
    locale = story.locale
    known = [(point, point.value) for point in points if point.value is not None]
    if len(known) == 1:
        point, value = known[0]
        shown, period = show(story, metric, value), locale.period(point.period)
        return locale.text(
            "charts.trend.alt_alone", title=story.title(metric), now=shown, period=period
        )
    low, high = min(known, key=lambda item: item[1]), max(known, key=lambda item: item[1])
    parts = [
        locale.text(
            "charts.trend.alt",
            title=story.title(metric),
            first_period=locale.period(known[0][0].period, short=True),
            last_period=locale.period(known[-1][0].period, short=True),
            first=show(story, metric, known[0][1]),
            last=show(story, metric, known[-1][1]),
            high=show(story, metric, high[1]),
            high_period=locale.period(high[0].period, short=True),
            low=show(story, metric, low[1]),
            low_period=locale.period(low[0].period, short=True),
        )
    ]
    for level in levels:
        line = f"{level.name} {show(story, metric, level.value)}"
        crossed = [
            locale.period(after[0].period, short=True)
            for before, after in pairwise(known)
            if (before[1] > level.value) != (after[1] > level.value)
        ]
        key = "charts.trend.alt_crosses" if crossed else "charts.trend.alt_never"
        parts.append(locale.text(key, line=line, period=few(story, crossed)))
    if plan and plan[-1] is not None:
        period, budget = locale.period(points[-1].period, short=True), show(story, metric, plan[-1])
        parts.append(locale.text("charts.trend.alt_plan", period=period, value=budget))
    lacking = [locale.period(p.period, short=True) for p in points if p.value is None]
    if lacking:
        parts.append(locale.text("charts.trend.alt_missing", periods=few(story, lacking)))
    return " ".join(parts)


def _payload(
    story: Story,
    metric: str,
    points: list[Point],
    levels: list[Level],
    plan: Sequence[float | None],
    scale: Scale | None,
    width: int,
    height: int,
) -> dict[str, Any]:
    locale, unit = story.locale, story.readings.metrics[metric].unit
    factor = float(scale.factor) if scale else 1.0
    known = [(index, p.value) for index, p in enumerate(points) if p.value is not None]
    values = [value for _, value in known]
    budget = [(index, value) for index, value in enumerate(plan) if value is not None]
    every = [*values, *(level.value for level in levels), *(value for _, value in budget)]
    low, high = _range(every, unit)
    marks = ticks(low, high, unit, factor, wanted=4 if height > 120 else 3)
    low, high = marks[0], marks[-1]
    decimals = decimals_of(marks, factor, unit)
    tick_texts = [locale.tick(value, unit, scale, decimals) for value in marks]
    caption = "" if unit is Unit.SHARE else locale.caption(unit, scale)

    last_text = show(story, metric, known[-1][1], scale)
    named = list(levels)
    if budget:
        named.append(Level("plan", locale.text("charts.plan_line"), budget[-1][1]))
    widest = WIDEST_LABEL if width > 300 else WIDEST_LABEL * 0.6
    level_texts = [
        "\n".join([*wrapped(level.name, widest), show(story, metric, level.value, scale)])
        for level in named
    ]
    right = max(
        [text_width(last_text, LABEL + 1.5)]
        + [text_width(line) for text in level_texts for line in text.split("\n")]
    )
    margins = Margins(
        left=max(text_width(text) for text in tick_texts) + 6,
        right=right + 10,
        top=18 if caption else 8,
        bottom=26,
    )
    plot = frame(width, height, margins)

    def top(value: float) -> float:
        return float(plot["height"] * (high - value) / (high - low))

    def left(index: float) -> float:
        steps = max(len(points) - 1, 1)
        return float(plot["width"] * (index / steps if len(points) > 1 else 0.5))

    first = _first_label(show(story, metric, known[0][1], scale), known, top, left, plot["height"])
    stretches = _stretches(known, top, left)
    ends = dict.fromkeys([known[0], known[-1]])
    return {
        "frame": plot,
        "data": {
            "points": [row for stretch in stretches for row in stretch],
            # A value between two gaps has no line to be seen by.
            "alone": [stretch[0] for stretch in stretches if len(stretch) == 1],
            "ends": [{"left": left(index), "top": top(value)} for index, value in ends],
            "rules": ruled((top(mark) for mark in marks if mark), plot["width"]),
            "zero": ruled((top(mark) for mark in marks if not mark), plot["width"]),
            "ticks": [
                {"left": -6, "top": top(mark), "text": text}
                for mark, text in zip(marks, tick_texts, strict=True)
            ],
            "caption": label(-margins.left + 1, -12, caption) if caption else [],
            "periods": period_labels(
                story,
                [point.period for point in points],
                [left(index) for index in range(len(points))],
                plot["height"] + 10,
            ),
            "levels": [
                {
                    "left": 0,
                    "right": plot["width"],
                    "top": top(level.value),
                    "bottom": top(level.value),
                    "kind": level.kind,
                }
                for level in levels
            ],
            **_right_labels(last_text, top(known[-1][1]), named, level_texts, top, plot),
            "plan": [row for stretch in _stretches(budget, top, left) for row in stretch],
            "first": first,
            "plates": [plate(row["left"], row["top"], row["text"]) for row in first],
        },
    }


def _range(values: Sequence[float], unit: Unit) -> tuple[float, float]:
    """From zero where amounts are shown or zero is not far; round the values otherwise."""
    low, high = min(values), max(values)
    if unit in (Unit.MONEY, Unit.COUNT, Unit.FULL_TIME_EQUIVALENTS) or (
        low >= 0 and low < high / 2
    ):
        return min(low, 0.0), max(high, 0.0)
    if high == low:
        return min(low, 0.0), max(high, 0.0)
    return low, high


def _stretches(known: list[tuple[int, float]], top: Any, left: Any) -> list[list[dict[str, Any]]]:
    """The points as unbroken stretches, so that a line has its gaps."""
    result: list[list[dict[str, Any]]] = []
    for place, (index, value) in enumerate(known):
        if not place or index != known[place - 1][0] + 1:
            result.append([])
        number = str(len(result))
        result[-1].append({"left": left(index), "top": top(value), "stretch": number})
    return result


def _right_labels(
    last_text: str,
    last_top: float,
    levels: list[Level],
    texts: list[str],
    top: Any,
    plot: dict[str, Any],
) -> dict[str, Any]:
    """The last value and the names of the lines, at the right edge and clear of each other."""
    labels = [("last", last_text, last_top, LINE + 2)]
    labels += [
        (level.kind, text, top(level.value), LINE * len(text.split("\n")) + 2)
        for level, text in zip(levels, texts, strict=True)
    ]
    labels.sort(key=lambda label: label[2])
    places = spread([(label[2], label[3]) for label in labels], -8, plot["height"] + 20)
    result: dict[str, list[dict[str, Any]]] = {"last": [], "level_names": []}
    for (kind, text, _, height), place in zip(labels, places, strict=True):
        # A text of several lines is placed by its first one.
        first = place - (height - 2 - LINE) / 2
        name = "last" if kind == "last" else "level_names"
        result[name] += label(plot["width"] + 8, first, text, kind=kind)
    return result


def _first_label(
    text: str, known: list[tuple[int, float]], top: Any, left: Any, height: float
) -> list[dict[str, Any]]:
    """The first value beside its point, where the line does not go; nothing where it goes all over."""
    index, value = known[0]
    start, end = left(index), left(index) + text_width(text)
    # Heights of the line above or under the label, at its points and where it leaves the label.
    passed = [top(value)]
    for (before, low), (after, high) in pairwise(known):
        if left(before) > end:
            break
        share = min(1.0, (end - left(before)) / (left(after) - left(before)))
        passed.append(top(low) + (top(high) - top(low)) * share)
    for place in (max(passed) + 10, min(passed) - 10):
        close = abs(place - top(value)) <= 16
        if close and 4 < place < height - 6 and len(known) > 1:
            return label(start, place, text)
    return []


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Rules, lines to compare with, the curve, labels."""
    import altair as alt

    from reportgen.story.charts._marks import boxes, chosen, curve, dots, layered, lines, words

    colours = {"warning": dress.bad, "target": dress.ink, "plan": dress.ink}
    dashes: dict[str, Any] = {"warning": [5, 3], "target": [1, 0]}
    return layered(
        lines("rules", dress.rule),
        lines("zero", dress.ink, strokeWidth=0.8),
        boxes("plates", fill=dress.paper),
        words("ticks", dress.muted, align="right"),
        words("caption", dress.muted),
        words("periods", dress.muted, align="center"),
        lines("levels", dress.bad, strokeWidth=0.9).encode(
            color=alt.Color(**chosen("kind", colours)),
            strokeDash=alt.StrokeDash(**chosen("kind", dashes)),
        ),
        words("level_names", dress.muted).encode(color=alt.Color(**chosen("kind", colours))),
        curve("plan", dress.ink, strokeWidth=1, strokeDash=[1.5, 2.5]),
        curve("points", dress.accent),
        dots("alone", dress.accent, 18),
        dots("ends", dress.accent, 30),
        words("first", dress.muted),
        words("last", dress.accent, fontSize=LABEL + 1, fontWeight=600),
    )


trend = Chart("trend", prepare, draw)
