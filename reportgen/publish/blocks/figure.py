"""One figure in running text."""

from __future__ import annotations

from reportgen.publish.block import Material, block


@block(metrics=lambda metric, **_: (metric,))
def figure(
    material: Material, metric: str, split_by: str = "", split: str = "", signed: bool = False
) -> str:
    """The report period's figure as text; the short reason where it is missing."""
    material.mention(metric)
    reading = material.story.readings.at(metric, split_by=split_by, split=split)
    return material.story.show(reading, signed=signed)
