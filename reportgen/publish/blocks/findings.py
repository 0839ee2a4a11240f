"""Sentences about the figures of a page."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


@block()
def findings(material: Material, topic: str = "", most: int = 4) -> dict[str, Any] | None:
    """Values of parts/findings.html: the weightiest sentences, of one topic when it is named."""
    metrics = material.story.readings.metrics
    chosen = [f for f in material.findings if not topic or metrics[f.metric].topic == topic]
    if not chosen:
        return None
    for told in chosen[:most]:
        material.mention(told.metric)
    return {
        "sentences": [
            {"text": told.text, "tone": {True: "good", False: "bad", None: "even"}[told.good]}
            for told in chosen[:most]
        ]
    }
