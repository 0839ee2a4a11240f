"""Texts that are not measured are written as those that are."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

from reportgen.story.unmeasured import unmeasured

# The renderer is never used in the process that runs the tests.
DRAW = """
import json, sys
from dataclasses import asdict
from reportgen.story.draw import Renderer
from reportgen.story.locale import load_locale
from reportgen.story.svg import cleaned
from reportgen.story.unmeasured import unmeasured
from tests.story.charts.show import DRESS, FONTS

locale = load_locale("sv")
setup = {
    "dress": asdict(DRESS),
    "fonts": [str(folder) for folder in FONTS],
    "format_locale": locale.d3_number(),
    "time_format_locale": locale.d3_time(),
}
renderer = Renderer(setup)
sheet = json.load(sys.stdin)
drawn = [renderer._convert(dict(one)) for one in (sheet, unmeasured(sheet))]
measure = renderer._letters.width
json.dump([drawn[1], *(cleaned(one, "k", 300, 200, measure) for one in drawn)], sys.stdout)
"""


def words(**look: Any) -> dict[str, Any]:
    """A layer of two texts, one of them made to look like the size of a font."""
    places = {axis: {"field": axis, "type": "quantitative", "scale": None} for axis in ("x", "y")}
    return {
        "mark": {"type": "text", **look},
        "encoding": {**places, "text": {"field": "text", "type": "nominal"}},
    }


def test_the_picture_is_the_same_to_the_last_byte() -> None:
    looks = product(("alphabetic", "top", "middle", "bottom"), ("left", "center", "right"))
    layers = [
        words(baseline=baseline, align=align, fontSize=size, **more)
        for baseline, align in looks
        for size in (5, 8.5, 9, 25)
        for more in ({}, {"dy": -3, "dx": 2}, {"angle": 270, "fontWeight": 600})
    ]
    texts = ["Befintliga kunder 87,8 %", 'font-size="-8px"']
    values = [{"x": 20.5 + 30 * n, "y": 12.25, "text": text} for n, text in enumerate(texts)]
    sheet = {"width": 300, "height": 200, "data": {"values": values}, "layer": layers}
    # As every picture of ours: what stands where is not for the renderer to find out.
    sheet |= {"padding": 5, "autosize": {"type": "none"}}
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=json.dumps(sheet),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    raw, measured, told = json.loads(done.stdout)
    assert 'font-size="-8.5px"' in raw
    assert measured.count("<text") == 2 * len(layers)
    assert told == measured


def test_a_text_with_more_to_its_size_or_width_is_left_alone() -> None:
    for look in ({"limit": 40}, {"lineBreak": "|"}, {"lineHeight": 12}, {"baseline": "line-top"}):
        sheet = words(**{"fontSize": 9, "baseline": "middle"} | look)
        assert unmeasured(sheet) == sheet
    sized = words(fontSize=9, baseline="middle")
    sized["encoding"]["size"] = {"field": "size", "type": "quantitative"}
    assert unmeasured(sized) == sized
    assert unmeasured(words(baseline="middle")) == words(baseline="middle")
