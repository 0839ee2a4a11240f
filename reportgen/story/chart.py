"""The kind "chart": a picture of any metric, as data first, drawn later in a process of its own.

Two halves in one file: `prepare` looks at the story and decides what is shown and said (title sentence,
alt text, rows, twin table: all plain values); `draw` turns that into an Altair chart. `draw` runs in a
child process that never sees the exports, so that a crash of the renderer is an error message.

In a payload, `data` holds the rows of the chart by name, which `draw` refers to as
`altair.NamedData(name)`, and `frame` the size of the plot and of the white space round it. Both are put
into what `draw` has built; it sees only what else is in the payload, and is called once for each look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

    from reportgen.story.story import Story

Plain = Mapping[str, Any]

# What XML does not allow ends the renderer's process; marks that turn the writing direction around
# would let a customer's name rewrite the line on which it stands.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Picture:
    """A chart ready to be drawn: nothing in it but text, numbers, lists and mappings.

    chart    name of the kind that draws it
    title    a sentence that says what the picture shows, computed from the data
    alt      what a reader who cannot see it must know, computed from the data
    header, rows   its twin table, formatted
    payload  what `draw` needs: rows with pre-formatted labels, scales, marks
    width, height  in points, as on paper
    note     a line under the picture: unit, definition choices, missing points and why
    """

    chart: str
    metric: str
    title: str
    alt: str
    payload: Plain
    width: int
    height: int
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Dress:
    """Colours and fonts of a theme as the renderer needs them; passed along, never global."""

    font: str
    ink: str
    muted: str
    rule: str
    accent: str
    good: str
    bad: str
    categories: tuple[str, ...] = field(default_factory=tuple)
    paper: str = "#ffffff"


Prepare = Callable[..., "Picture | None"]
Draw = Callable[[Picture, Dress], "altair.LayerChart"]


@dataclass(frozen=True)
class Chart:
    """A kind of picture; None from `prepare` means that there is nothing to show."""

    name: str
    prepare: Prepare
    draw: Draw

    def picture(self, story: Story, metric: str, **options: Any) -> Picture | None:
        """Decide what the picture of this metric shows."""
        made = self.prepare(story, metric, **options)
        if made is None:
            return None
        return replace(
            made, **{name: printable(getattr(made, name)) for name in made.__dataclass_fields__}
        )


def printable(value: Any) -> Any:
    """The same value, without characters that cannot be printed in any of its texts."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, Mapping):
        return {printable(key): printable(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(printable(item) for item in value)
    return value
