"""A tiny line without axes, for a cell of the scorecard: written by hand, with no renderer at all."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from reportgen.story.chart import UNPRINTABLE, Chart, Dress, Picture
from reportgen.story.charts._frame import Margins, frame
from reportgen.story.charts._series import Point, development, name_of, run_of, show

if TYPE_CHECKING:
    import altair

    from reportgen.story.story import Story

DOT = 1.7
WIDTH, HEIGHT = 62, 14


def spark_line_svg(
    values: Sequence[float | None],
    *,
    alt: str = "",
    accent: str = "#0b5fa5",
    ink: str = "#5f6b7a",
    width: float = WIDTH,
    height: float = HEIGHT,
    level: float | None = None,
) -> str:
    """The values as a line with gaps for None, the last one marked; empty for no value at all.

    alt    what a reader who cannot see it must know, where the page does not say it already
    level  a value that is drawn as a thin dashed line: the warning line, the plan
    """
    known = [value for value in values if value is not None]
    if not known:
        return ""
    bounds = known if level is None else [*known, level]
    low, high = min(bounds), max(bounds)
    inner_width, inner_height = width - 2 * DOT - 1, height - 2 * DOT - 1

    def place(index: int, value: float) -> str:
        share = index / (len(values) - 1) if len(values) > 1 else 1.0
        rise = (value - low) / (high - low) if high > low else 0.5
        x, y = DOT + 0.5 + share * inner_width, DOT + 0.5 + (1 - rise) * inner_height
        return f"{x:.1f},{y:.1f}"

    runs: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place(index, value))
    parts = []
    if level is not None:
        left, right = place(0, level).split(","), place(len(values) - 1, level).split(",")
        start = f"{DOT + 0.5:.1f}"
        parts.append(
            f'<line x1="{start}" y1="{left[1]}" x2="{right[0]}" y2="{right[1]}" stroke="{ink}" '
            'stroke-width="0.5" stroke-dasharray="1.5 1.5"/>'
        )
    parts += [
        f'<polyline points="{" ".join(run)}" fill="none" stroke="{ink}" stroke-width="1.1" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
        for run in runs
        if len(run) > 1
    ]
    last = max(index for index, value in enumerate(values) if value is not None)
    dots = [(place(last, known[-1]), accent, DOT)]
    # A value between two gaps would have no line to be seen by.
    dots += [(run[0], ink, 0.8) for run in runs if len(run) == 1 and run[0] != dots[0][0]]
    for dot, paint, radius in dots:
        x, y = dot.split(",")
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{paint}"/>')
    title = f"<title>{escape(UNPRINTABLE.sub('', alt))}</title>" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width:g} {height:g}">{title}{"".join(parts)}</svg>'
    )


def spark_line_of(
    story: Story,
    metric: str,
    *,
    accent: str = "#0b5fa5",
    ink: str = "#5f6b7a",
    count: int | None = None,
) -> str:
    """The run of a metric up to the report period as SVG text; empty without two values."""
    points = run_of(story, metric, count=count)
    alt = _alt(story, metric, points)
    return (
        spark_line_svg([p.value for p in points], alt=alt, accent=accent, ink=ink) if alt else ""
    )


def _alt(story: Story, metric: str, points: Sequence[Point]) -> str:
    known = [point.value for point in points if point.value is not None]
    if len(known) < 2:
        return ""
    return story.locale.text(
        "charts.spark_line.alt",
        title=name_of(story, metric),
        first=show(story, metric, known[0]),
        last=show(story, metric, known[-1]),
        low=show(story, metric, min(known)),
        high=show(story, metric, max(known)),
    )


def prepare(story: Story, metric: str, *, count: int | None = None) -> Picture | None:
    """The same line as a picture like any other, for a page that has only pictures."""
    points = run_of(story, metric, count=count)
    alt = _alt(story, metric, points)
    if not alt:
        return None
    known = [(index, point.value) for index, point in enumerate(points) if point.value is not None]
    values = [value for _, value in known]
    low, high = min(values), max(values)
    return Picture(
        chart="spark_line",
        metric=metric,
        title=development(story, metric, points),
        alt=alt,
        payload={
            "frame": frame(WIDTH, HEIGHT, Margins(left=2.5, right=2.5, top=2.5, bottom=2.5)),
            "domain": [low, high] if high > low else [low - 1, high + 1],
            "count": len(points),
            "data": {
                "points": [{"x": index, "y": value} for index, value in known],
                "last": [{"x": known[-1][0], "y": known[-1][1]}],
            },
        },
        width=WIDTH,
        height=HEIGHT,
    )


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """A thin line and a dot."""
    from reportgen.story.charts._marks import across, linear, rows, sheet, upward

    x = across("x", linear(0, picture.payload["count"] - 1))
    y = upward("y", linear(*picture.payload["domain"]))
    line = rows("points").mark_line(color=dress.muted, strokeWidth=1.1).encode(x=x, y=y)
    dot = rows("last").mark_point(
        shape="circle", filled=True, size=9, color=dress.accent, opacity=1
    )
    return sheet(picture, [line, dot.encode(x=x, y=y)])


spark_line = Chart("spark_line", prepare, draw)
