"""Where things stand in a picture: margins, ticks, widths of words, labels that keep their distance.

Why by hand: the renderer cuts long labels and drops those that collide; a board must see every one. All
lengths are points on paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reportgen.unit import Unit

FULL_WIDTH = 482
HALF_WIDTH = 233
FULL_HEIGHT = 180
HALF_HEIGHT = 150
LABEL = 8.5
LINE = 10.5
NARROW = frozenset("iljtfrI.,:;'|!()[]/ \u00a0\u2009·")
WIDE = frozenset("mwMW@%—…×")


@dataclass(frozen=True)
class Margins:
    """White space round the plot, for labels."""

    left: float = 4
    right: float = 4
    top: float = 8
    bottom: float = 24


def size_of(size: str, height: int | None) -> tuple[int, int]:
    """Width and height of a picture from the option `size` ("full" or "half")."""
    if size not in ("full", "half"):
        raise ValueError(f'a chart\'s size is "full" or "half", not {size!r}')
    width, usual = (FULL_WIDTH, FULL_HEIGHT) if size == "full" else (HALF_WIDTH, HALF_HEIGHT)
    return width, height or usual


def frame(width: int, height: int, margins: Margins) -> dict[str, Any]:
    """Margins and the size of the plot within, for the payload."""
    return {
        **asdict(margins),
        "width": width - margins.left - margins.right,
        "height": height - margins.top - margins.bottom,
    }


def text_width(text: str, size: float = LABEL) -> float:
    """Width of a line in a sans serif, on the safe side by some per cent."""
    total = 0.0
    for letter in text:
        if letter in NARROW:
            total += 0.3
        elif letter in WIDE:
            total += 0.86
        elif letter.isupper():
            total += 0.62
        else:
            total += 0.53 if ord(letter) < 0x2E80 else 1.0
    return total * size * 1.03


def cut(text: str, width: float, size: float = LABEL) -> str:
    """The text, or as much of it as fits and an ellipsis."""
    text = " ".join(text.split(" "))
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, width: float, size: float = LABEL, lines: int = 2) -> list[str]:
    """The text on at most so many lines; the last one is cut when there is more."""
    result: list[str] = []
    words = text.split(" ")
    while words and len(result) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        result.append(cut(line, width, size))
    if words:
        result.append(cut(" ".join(words), width, size))
    return result


def ticks(low: float, high: float, unit: Unit, factor: float = 1.0, wanted: int = 4) -> list[float]:
    """Round values that enclose low..high, at a step that people count in."""
    if high <= low:
        high = low + (abs(low) or 1.0) * 0.1
    low, high = low / factor, high / factor
    rough = (high - low) / wanted
    steps = _steps(rough, unit)
    step = next((step for step in steps if step >= rough * 0.8), steps[-1])
    # The least noise above a tick must not bring one more.
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 12) * factor for number in range(first, last + 1)]


def _steps(rough: float, unit: Unit) -> list[float]:
    if unit is Unit.MONTHS and rough >= 0.8:
        return [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600, 1200]
    power = 10.0 ** math.floor(math.log10(rough))
    whole = power * (100 if unit is Unit.SHARE else 1)
    # Two and a half would put a decimal on every label.
    bases = (1, 2, 2.5, 5, 10) if whole >= 10 else (1, 2, 5, 10)
    steps = [base * power for base in bases]
    if unit is Unit.COUNT:
        steps = [step for step in steps if step >= 1 and step == int(step)] or [1.0]
    return steps


def decimals_of(values: Sequence[float], factor: float = 1.0, unit: Unit = Unit.MONEY) -> int:
    """How many decimals tell these ticks apart, at most three."""
    scaled = [value / factor * (100 if unit is Unit.SHARE else 1) for value in values]
    for decimals in range(3):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in scaled):
            return decimals
    return 3


def label(left: float, top: float, text: str, **more: Any) -> list[dict[str, Any]]:
    """One row a line of the text: lines of one text lose their alignment in a PDF."""
    return [
        {"left": left, "top": top + LINE * index, "text": line, **more}
        for index, line in enumerate(text.split("\n"))
    ]


def ruled(tops: Iterable[float], width: float) -> list[dict[str, Any]]:
    """Horizontal rules across the plot at these heights."""
    return [{"left": 0, "right": width, "top": top, "bottom": top} for top in tops]


def plate(left: float, middle: float, text: str, size: float = LABEL) -> dict[str, Any]:
    """The paper behind a label that stands on a rule, so that the rule does not cross it out."""
    return {
        "left": left - 1,
        "right": left + text_width(text, size) + 1,
        "top": middle - size * 0.6,
        "bottom": middle + size * 0.6,
    }


def spread(wanted: Iterable[tuple[float, float]], low: float, high: float) -> list[float]:
    """Middles of labels of given heights, moved apart as little as needed, within low..high.

    wanted  (middle, height) of each label, in the order in which they must stand
    """
    items = list(wanted)
    places: list[float] = []
    edge = low
    for middle, height in items:
        place = max(middle, edge + height / 2)
        places.append(place)
        edge = place + height / 2
    edge = high
    for index in range(len(items) - 1, -1, -1):
        height = items[index][1]
        places[index] = min(places[index], edge - height / 2)
        edge = places[index] - height / 2
    return places
