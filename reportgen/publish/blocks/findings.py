"""Sentences about the figures of a page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportgen.publish.block import Material, block
from reportgen.story.finding import Finding

MOST_PER_TOPIC = 2
# Kinds of sentences that have a page to themselves: on other pages of the topic they are not repeated.
HOMES = {"names_the_bottleneck": "bottleneck"}


@block()
def findings(material: Material, topic: str = "", most: int = 4) -> dict[str, Any] | str | None:
    """Values of parts/findings.html: the weightiest sentences, of one topic when it is named.

    Only of metrics that the pack shows somewhere: a sentence about a figure that no page holds
    would send the reader looking for it. Without a topic, no topic takes more than two.
    """
    chosen: list[Finding] = []
    topics: Counter[str] = Counter()
    told: set[str] = set()
    shown = material.story.shown or frozenset(material.story.readings.metrics)
    for found in material.findings_in(topic):
        if topic and material.page_named(HOMES.get(found.kind, "")):
            continue
        own = material.story.readings.metrics[found.metric].topic
        if found.metric not in shown or found.metric in told:
            continue
        if not topic and topics[own] >= MOST_PER_TOPIC:
            continue
        topics[own] += 1
        told.add(found.metric)
        chosen.append(found)
    if not chosen:
        # On the summary silence is news; elsewhere it is nothing.
        return "" if topic else None
    for found in chosen[:most]:
        material.mention(found.metric)
    # Explained once, where the pack begins.
    explained = not topic and any(found.measured for found in chosen[:most])
    return {
        "note": material.story.locale.text("findings.largest_change.usual_note")
        if explained
        else "",
        "sentences": [
            {"text": found.text, "tone": {True: "good", False: "bad", None: "even"}[found.good]}
            for found in chosen[:most]
        ],
    }
