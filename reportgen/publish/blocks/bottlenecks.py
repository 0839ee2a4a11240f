"""The bottleneck of each flow, with what to do about it."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story import funnel


@block(metrics=lambda: (funnel.BOTTLENECK, funnel.CYCLE))
def bottlenecks(material: Material) -> dict[str, Any] | None:
    """Values of parts/bottlenecks.html: a sentence a flow, the largest gain first.

    Only a flow with an amount is red: what cannot be judged is neither good nor bad.
    """
    found = funnel.bottlenecks(material.story)
    if not found:
        return None
    material.mention(funnel.BOTTLENECK)
    return {
        "sentences": [
            {
                "text": funnel.told(material.story, one),
                "tone": "bad" if place == 0 and one.reading.value else "even",
            }
            for place, one in enumerate(found)
        ]
    }
