"""Segments whose revenue stays but that would not recommend us: named in a sentence, with figures."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block

METRIC, SCORE, KEPT = "hostage_segments", "nps", "gross_revenue_retention"
BY = "segment"


@block(metrics=lambda: (METRIC, SCORE, KEPT))
def unhappy_segments(material: Material) -> dict[str, Any] | str:
    """Values of parts/unhappy_segments.html; an empty text where no segment can be judged."""
    story, locale = material.story, material.story.locale
    company = story.readings.at(METRIC)
    if company.value is None:
        return ""
    for metric in (METRIC, SCORE, KEPT):
        material.mention(metric)
    named = [
        locale.text(
            "unhappy.segment",
            segment=locale.split_value(BY, reading.split),
            score=story.show(story.readings.at(SCORE, split_by=BY, split=reading.split)),
            kept=story.show(story.readings.at(KEPT, split_by=BY, split=reading.split)),
        )
        for reading in story.readings.groups(METRIC, BY)
        if reading.value
    ]
    if not named:
        sentence = locale.text("unhappy.none", count=company.n or 0)
    else:
        sentence = locale.text("unhappy.some", segments=locale.listing(named))
    return {"sentence": sentence, "tone": "bad" if named else "good"}
