"""Texts that the renderer does not measure: every chart has measured and placed its own already.

Why: for the width of a text the renderer opens the font's file several times a letter, which takes longer
than everything else in most pictures, and nothing is done with the width: no label of ours has a limit, a
background or an axis that makes room for it. A text whose size is below zero is taken to have no width and
is written as it is told; `svg.cleaned` takes the sign away again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

# How far below its point the renderer puts a text, as a share of its size, rounded to whole points.
BELOW = {"alphabetic": 0.0, "top": 0.79, "middle": 0.30, "bottom": -0.21}
# Where one of these is set, the size or the width is used for more than the text itself.
USED = ("limit", "lineBreak", "lineHeight")


def unmeasured(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A specification with the sizes of its texts below zero, each where it stood before."""
    copy = dict(sheet)
    if "layer" in sheet:
        copy["layer"] = [unmeasured(layer) for layer in sheet["layer"]]
    mark = sheet.get("mark")
    if isinstance(mark, Mapping) and mark.get("type") == "text":
        size, baseline = mark.get("fontSize"), mark.get("baseline")
        own = not {"size", *USED} & {*mark, *sheet.get("encoding", {})}
        if own and baseline in BELOW and isinstance(size, int | float) and size > 0:
            moved = _below(baseline, size) - _below(baseline, -size)
            copy["mark"] = {**mark, "fontSize": -size, "dy": mark.get("dy", 0) + moved}
    return copy


def _below(baseline: str, size: float) -> int:
    # Halves go up, below zero too.
    return math.floor(BELOW[baseline] * size + 0.5)
