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
ALONE = 1.4
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
    places = _places(values, width, height, level)
    runs: list[list[str]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(f"{place[0]:.1f},{place[1]:.1f}")
    parts = []
    if level is not None:
        ((_, y),) = (place for place in _places([level], width, height, None, known) if place)
        parts.append(
            f'<line x1="{DOT:g}" y1="{y:.1f}" x2="{width - DOT:g}" y2="{y:.1f}" stroke="{ink}" '
            'stroke-width="0.5" stroke-dasharray="1.5 1.5"/>'
        )
    parts += [
        f'<polyline points="{" ".join(run)}" fill="none" stroke="{ink}" stroke-width="1.1" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
        for run in runs
        if len(run) > 1
    ]
    last = next(run for run in reversed(runs) if run)[-1]
    dots = [(last, accent, DOT)]
    # A value between two gaps has no line to be seen by: a point that can.
    dots += [(run[0], ink, ALONE) for run in runs if len(run) == 1 and run[0] != last]
    for dot, paint, radius in dots:
        left, top = dot.split(",")
        parts.append(f'<circle cx="{left}" cy="{top}" r="{radius}" fill="{paint}"/>')
    title = f"<title>{escape(UNPRINTABLE.sub('', alt))}</title>" if alt else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {width:g} {height:g}">{title}{"".join(parts)}</svg>'
    )


def _places(
    values: Sequence[float | None],
    width: float,
    height: float,
    level: float | None,
    among: Sequence[float] = (),
) -> list[tuple[float, float] | None]:
    """Where the values stand; `level` and `among` are values for which there must be room, too."""
    bounds = [value for value in (*values, level, *among) if value is not None]
    low, high = min(bounds), max(bounds)
    inset = DOT + 0.5
    result: list[tuple[float, float] | None] = []
    for index, value in enumerate(values):
        if value is None:
            result.append(None)
            continue
        share = index / (len(values) - 1) if len(values) > 1 else 1.0
        rise = (value - low) / (high - low) if high > low else 0.5
        result.append(
            (inset + share * (width - 2 * inset), inset + (1 - rise) * (height - 2 * inset))
        )
    return result


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
    return spark_line_svg([p.value for p in points], alt=alt, accent=accent, ink=ink) if alt else ""


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
    values = [point.value for point in points]
    places = _places(values, WIDTH, HEIGHT, None)
    known = [place for place in places if place is not None]
    return Picture(
        chart="spark_line",
        metric=metric,
        title=development(story, metric, points),
        alt=alt,
        payload={
            "frame": frame(WIDTH, HEIGHT, Margins(left=0, right=0, top=0, bottom=0)),
            "data": {
                "points": [{"left": x, "top": y, "stretch": ""} for x, y in known],
                "last": [{"left": known[-1][0], "top": known[-1][1]}],
            },
        },
        width=WIDTH,
        height=HEIGHT,
    )


def draw(picture: Picture, dress: Dress) -> altair.LayerChart:
    """A thin line and a dot."""
    from reportgen.story.charts._marks import curve, dots, layered

    return layered(curve("points", dress.muted, strokeWidth=1.1), dots("last", dress.accent, 9))


spark_line = Chart("spark_line", prepare, draw)
