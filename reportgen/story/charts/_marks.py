"""The few marks of which all charts are made. Only the drawing child imports this: it loads Altair."""

from __future__ import annotations

from typing import Any

import altair as alt

from reportgen.story.chart import Dress
from reportgen.story.charts._frame import LABEL


def rows(name: str) -> alt.Chart:
    """A layer over the rows called `name` in the payload's data."""
    return alt.Chart(alt.NamedData(name=name))


def across(field: str) -> alt.X:
    """A horizontal position in points within the plot: `prepare` has measured everything."""
    return alt.X(field, type="quantitative", scale=None, axis=None)


def upward(field: str) -> alt.Y:
    """A vertical position in points from the plot's top."""
    return alt.Y(field, type="quantitative", scale=None, axis=None)


def words(name: str, colour: str, **look: Any) -> alt.Chart:
    """Texts of the rows `name` at their `left` and `top`, in points within the plot."""
    look = {"fontSize": LABEL, "align": "left", "baseline": "middle", **look}
    layer: alt.Chart = (
        rows(name)
        .mark_text(color=colour, **look)
        .encode(x=across("left"), y=upward("top"), text=alt.Text("text", type="nominal"))
    )
    return layer


def boxes(name: str, **look: Any) -> alt.Chart:
    """Rectangles of the rows `name`, from `left`, `top` to `right`, `bottom`, in points."""
    layer: alt.Chart = (
        rows(name)
        .mark_rect(**look)
        .encode(x=across("left"), y=upward("top"), x2=alt.X2("right"), y2=alt.Y2("bottom"))
    )
    return layer


def mixed(colour: str, paper: str, share: float) -> str:
    """A colour thinned with the paper's: 1 is the colour itself, 0 the paper."""
    parts = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def shades(colour: str, paper: str, count: int) -> list[str]:
    """So many shades of a colour, from full to light, that stay apart when printed in grey."""
    return [mixed(colour, paper, 1 - 0.68 * index / max(count - 1, 1)) for index in range(count)]


def tones(dress: Dress, count: int) -> list[str]:
    """Colours for so many parts: the theme's categories, then shades of the muted colour."""
    own = list(dress.categories) or shades(dress.accent, dress.paper, min(count, 5))
    more = shades(dress.muted, dress.paper, max(count - len(own), 1))
    return [*own, *more][:count]


def is_dark(colour: str) -> bool:
    """Whether text on this colour must be light."""
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 135


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def chosen(field: str, colours: dict[str, str]) -> dict[str, Any]:
    """A nominal field, its scale from values to colours, and no legend."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return {"shorthand": field, "type": "nominal", "scale": scale, "legend": None}


def lines(name: str, colour: str, **look: Any) -> alt.Chart:
    """Straight lines of the rows `name`, from `left`, `top` to `right`, `bottom`, in points."""
    look = {"strokeWidth": 0.6, **look}
    layer: alt.Chart = (
        rows(name)
        .mark_rule(color=colour, **look)
        .encode(x=across("left"), y=upward("top"), x2=alt.X2("right"), y2=alt.Y2("bottom"))
    )
    return layer


def curve(name: str, colour: str, **look: Any) -> alt.Chart:
    """The rows `name` joined by lines, each `stretch` of them by a line of its own."""
    look = {"strokeWidth": 2, "strokeJoin": "round", "strokeCap": "round", **look}
    layer: alt.Chart = (
        rows(name)
        .mark_line(color=colour, **look)
        .encode(x=across("left"), y=upward("top"), detail=alt.Detail("stretch", type="nominal"))
    )
    return layer


def dots(name: str, colour: str, size: float, **look: Any) -> alt.Chart:
    """A dot at each of the rows `name`."""
    look = {"shape": "circle", "filled": True, "opacity": 1, **look}
    layer: alt.Chart = (
        rows(name)
        .mark_point(color=colour, size=size, **look)
        .encode(x=across("left"), y=upward("top"))
    )
    return layer


def layered(*layers: alt.Chart) -> alt.LayerChart:
    """One layer upon the other, the first at the back."""
    chart = alt.layer(*layers)
    assert isinstance(chart, alt.LayerChart)
    return chart
