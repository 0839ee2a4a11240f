"""Our figure beside published ones: one row each, on one scale, every row named with year and n."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportgen.story.chart import Chart, Dress, Picture
from reportgen.story.charts._frame import (
    LABEL,
    LINE,
    Margins,
    decimals_of,
    frame,
    label,
    size_of,
    text_width,
    ticks,
    wrapped,
)
from reportgen.story.charts._series import levels_of, scale_of, show, subject_of

if TYPE_CHECKING:
    import altair

    from reportgen.measure.benchmark import Benchmark, Comparison
    from reportgen.story.number import Scale
    from reportgen.story.story import Story

MOST = {"full": 5, "half": 3}
DETAIL = LABEL - 1


def prepare(
    story: Story,
    metric: str,
    *,
    most: int | None = None,
    size: str = "full",
    height: int | None = None,
) -> Picture | None:
    """The report period's figure and the published figures that may stand beside it.

    most  how many published figures at most; those that allow a verdict come first
    """
    ours = story.readings.at(metric)
    beside = _chosen(story, metric)[: most or MOST[size]]
    if ours.value is None or ours.missing or not beside:
        return None
    width, _ = size_of(size, None)
    scale = scale_of(story, metric, [ours.value, *_ends(beside)])
    payload, tall = _payload(
        story, metric, ours.value, beside, scale, width, stacked=size == "half"
    )
    locale = story.locale
    open_marks = any(one.better is None for one in beside)
    return Picture(
        chart="against_benchmark",
        metric=metric,
        title=_title(story, metric, ours.value, beside),
        alt=_alt(story, metric, ours.value, beside),
        payload=payload,
        width=width,
        height=height or tall,
        header=(locale.text("charts.column_benchmark"), story.title(metric)),
        rows=(
            (story.pack.company.name, show(story, metric, ours.value)),
            *((" · ".join(_words(story, one.benchmark)), _theirs(story, one)) for one in beside),
        ),
        note=locale.text("charts.against_benchmark.open_marks") if open_marks else "",
    )


def _chosen(story: Story, metric: str) -> list[Comparison]:
    from reportgen.measure.benchmark import Belonging, Match

    unit = story.readings.metrics[metric].unit.name_in_figures(story.pack.company.currency)
    found = [
        one
        for one in story.comparisons
        if one.benchmark.metric == metric
        and one.benchmark.value is not None
        and one.match is not Match.DIFFERENT
        # An amount in another currency has no place on our scale.
        and one.benchmark.unit in ("", unit)
    ]
    belonging = [Belonging.OWN, Belonging.UNKNOWN, Belonging.OTHER]
    return sorted(
        found,
        key=lambda one: (
            one.better is None,
            one.match is not Match.FULL,
            belonging.index(one.belonging),
            -(one.benchmark.data_year or one.benchmark.published or 0),
            not one.benchmark.n,
            one.benchmark.id,
        ),
    )


def _ends(comparisons: Sequence[Comparison]) -> list[float]:
    return [
        value
        for one in comparisons
        for value in (one.benchmark.value, one.benchmark.value_to)
        if value is not None
    ]


def _theirs(story: Story, comparison: Comparison) -> str:
    from reportgen.story.finding import benchmark_figure

    return benchmark_figure(story, comparison.benchmark)


def _source(benchmark: Benchmark) -> str:
    year = benchmark.data_year or benchmark.published
    name = benchmark.publisher or benchmark.source
    return name if year is None or str(year) in name else f"{name} {year}"


def _words(story: Story, benchmark: Benchmark) -> tuple[str, str]:
    """Who says it and of when; what kind of figure, of how many, of whom."""
    from reportgen.story.finding import (
        benchmark_cut,
        benchmark_kind,
        benchmark_n,
        benchmark_region,
    )

    detail = [
        benchmark_kind(story, benchmark),
        benchmark_n(story, benchmark),
        benchmark_cut(story, benchmark.cuts) or benchmark.cut,
        benchmark_region(story, benchmark),
    ]
    return _source(benchmark), ", ".join(part for part in detail if part)


def _title(story: Story, metric: str, ours: float, beside: list[Comparison]) -> str:
    judged = [one for one in beside if one.better is not None]
    values: dict[str, Any] = {"title": subject_of(story, metric), "now": show(story, metric, ours)}
    better = sum(1 for one in judged if one.better)
    if len(beside) == 1 or len(judged) == 1:
        one = (judged or beside)[0]
        values |= {"source": _source(one.benchmark), "value": _theirs(story, one)}
        word = {True: "better_one", False: "worse_one", None: "beside_one"}[one.better]
    elif not judged:
        word = "beside_some"
        values["count"] = len(beside)
    else:
        values |= {"count": len(judged), "better": better}
        word = "better_all" if better == len(judged) else "better_some" if better else "worse_all"
    return story.locale.text(f"charts.against_benchmark.{word}", **values)


def _alt(story: Story, metric: str, ours: float, beside: list[Comparison]) -> str:
    now = show(story, metric, ours)
    parts = [story.locale.text("charts.against_benchmark.alt", title=story.title(metric), now=now)]
    for one in beside:
        source = ", ".join(_words(story, one.benchmark))
        parts.append(
            story.locale.text(
                "charts.against_benchmark.alt_mark", source=source, value=_theirs(story, one)
            )
        )
    for level in levels_of(story, metric):
        value = show(story, metric, level.value)
        parts.append(
            story.locale.text("charts.against_benchmark.alt_mark", source=level.name, value=value)
        )
    return " ".join(parts)


def _payload(
    story: Story,
    metric: str,
    ours: float,
    beside: list[Comparison],
    scale: Scale | None,
    width: int,
    *,
    stacked: bool,
) -> tuple[dict[str, Any], int]:
    """Names in a column before the scale, or above it where the picture is narrow."""
    figures = [show(story, metric, ours, scale), *(_theirs(story, one) for one in beside)]
    right = max(text_width(text, LABEL + 0.5) for text in figures) + 10
    room = width - 8 if stacked else width * 0.46
    heads = [(story.pack.company.name, ""), *(_words(story, one.benchmark) for one in beside)]
    names = [
        # A source is named once for the figures of it that follow each other.
        [] if index and heads[index - 1][0] == head else wrapped(head, room)
        for index, (head, _) in enumerate(heads)
    ]
    details = [wrapped(detail, room, DETAIL) if detail else [] for _, detail in heads]
    heights = [
        LINE * (len(name) + len(detail)) + (15 if stacked else 8)
        for name, detail in zip(names, details, strict=True)
    ]
    levels = [level for level in levels_of(story, metric) if level.kind == "warning"]
    margins = Margins(
        left=6 if stacked else room + 10, right=right, top=4, bottom=28 if levels else 15
    )
    tall = round(margins.top + sum(heights) + margins.bottom)
    plot = frame(width, tall, margins)
    unit, factor = story.readings.metrics[metric].unit, float(scale.factor) if scale else 1.0
    low, high = _range([ours, *_ends(beside), *(level.value for level in levels)])
    marked = ticks(low, high, unit, factor, wanted=3)
    low, high = marked[0], marked[-1]

    def left(value: float) -> float:
        return float(8 + (plot["width"] - 16) * (value - low) / (high - low))

    names_left = -margins.left
    fields = ("rails", "ours", "warning", "ranges", "marks", "names", "details", "own", "theirs")
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in fields}
    top = 0.0
    for index, height in enumerate(heights):
        lines = len(names[index]) + len(details[index])
        first = top + LINE / 2 + (0 if stacked else (height - LINE * lines) / 2)
        middle = top + LINE * lines + 6 if stacked else top + height / 2
        data["names"] += label(names_left, first, "\n".join(names[index]))
        if details[index]:
            under = first + LINE * len(names[index])
            data["details"] += label(names_left, under, "\n".join(details[index]))
        value_row = {"left": plot["width"] + right - 1, "top": middle, "text": figures[index]}
        data["theirs" if index else "own"].append(value_row)
        data["rails"].append({"left": 0, "right": plot["width"], "top": middle, "bottom": middle})
        # Lines past all rows; where names stand above the rails, only as high as the rails.
        band = (middle - 6, middle + 6) if stacked else (top, top + height)
        data["ours"].append(_upright(left(ours), band))
        data["warning"] += [_upright(left(level.value), band) for level in levels]
        if index:
            ends = _ends([beside[index - 1]])
            kind = "open" if beside[index - 1].better is None else "solid"
            data["ranges"].append(
                {"left": left(ends[0]), "right": left(ends[-1]), "top": middle, "bottom": middle}
            )
        else:
            ends, kind = [ours], "ours"
        data["marks"] += [{"left": left(end), "top": middle, "kind": kind} for end in ends]
        top += height
    data |= _axis(story, metric, [(value, left(value)) for value in marked], scale, top)
    data["warning_name"] = []
    for level in levels:
        text = f"{level.name} {show(story, metric, level.value, scale)}"
        half = text_width(text) / 2
        middle = min(max(left(level.value), half), plot["width"] + right - half)
        data["warning_name"].append({"left": middle, "top": top + 21, "text": text})
    return {"frame": plot, "data": data}, tall


def _axis(
    story: Story,
    metric: str,
    marked: list[tuple[float, float]],
    scale: Scale | None,
    top: float,
) -> dict[str, list[dict[str, Any]]]:
    """The scale under all rows: a line, and the figures by which the rails are read."""
    unit, factor = story.readings.metrics[metric].unit, float(scale.factor) if scale else 1.0
    decimals = decimals_of([value for value, _ in marked], factor, unit)
    texts = [story.locale.tick(value, unit, scale, decimals) for value, _ in marked]
    first, last = marked[0][1], marked[-1][1]
    return {
        "axis": [{"left": first, "right": last, "top": top, "bottom": top}],
        "teeth": [_upright(place, (top, top + 3)) for _, place in marked],
        "ticks": [
            {"left": place, "top": top + 9, "text": text}
            for (_, place), text in zip(marked, texts, strict=True)
        ],
    }


def _range(values: list[float]) -> tuple[float, float]:
    """Dots may stand on any stretch of a scale; zero is on it when it is not far."""
    low, high = min(values), max(values)
    if 0 <= low <= high * 0.5:
        low = 0.0
    return (low, high) if high > low else (low - 1, high + 1)


def _upright(left: float, band: tuple[float, float]) -> dict[str, float]:
    return {"left": left, "right": left, "top": band[0], "bottom": band[1]}


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """Dots on rails; ours in the accent colour with a thin line past all others."""
    import altair as alt

    from reportgen.story.charts._marks import (
        across,
        chosen,
        layered,
        lines,
        rows,
        upward,
        words,
    )

    fills = {"solid": dress.ink, "open": dress.paper, "ours": dress.accent}
    edges = {"solid": dress.ink, "open": dress.ink, "ours": dress.accent}
    sizes = alt.Scale(domain=list(fills), range=[40, 40, 90])
    marks = (
        rows("marks")
        .mark_point(shape="circle", strokeWidth=1.2, opacity=1)
        .encode(
            x=across("left"),
            y=upward("top"),
            fill=alt.Fill(**chosen("kind", fills)),
            stroke=alt.Stroke(**chosen("kind", edges)),
            size=alt.Size("kind", type="nominal", scale=sizes, legend=None),
        )
    )
    return layered(
        *[
            lines("rails", dress.rule, strokeWidth=0.8),
            lines("axis", dress.ink, strokeWidth=0.8),
            lines("teeth", dress.ink, strokeWidth=0.8),
            words("ticks", dress.muted, align="center"),
            lines("ours", dress.accent, strokeWidth=0.8),
            lines("warning", dress.bad, strokeWidth=1, strokeDash=[4, 2.5]),
            words("warning_name", dress.bad, align="center"),
            lines("ranges", dress.ink, strokeWidth=1.6),
            marks,
            words("names", dress.ink),
            words("details", dress.muted, fontSize=DETAIL),
            words("own", dress.accent, align="right", fontSize=LABEL + 0.5, fontWeight=600),
            words("theirs", dress.ink, align="right", fontSize=LABEL + 0.5),
        ],
    )


against_benchmark = Chart("against_benchmark", prepare, draw)
