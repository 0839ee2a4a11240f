"""The definition of every metric that the pack prints."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block


@block()
def definitions(material: Material) -> dict[str, Any]:
    """Values of parts/definitions.html: words, formula, choice in force, source, by topic."""
    story = material.story
    topics: dict[str, list[dict[str, str]]] = {}
    for name, metric in story.readings.metrics.items():
        if name not in material.printed:
            continue
        words = story.locale.metric_words
        topics.setdefault(metric.topic, []).append(
            {
                "id": name,
                "title": story.title(name),
                "abbreviation": words(metric, "abbreviation"),
                "definition": words(metric, "definition"),
                "why": words(metric, "why"),
                "formula": words(metric, "formula"),
                "variant": story.readings.definitions[name].partition("; ")[2],
                "source": metric.source,
                "files": story.readings.sources[name],
            }
        )
    return {
        "topics": [
            {"title": story.locale.text(f"topics.{topic}"), "metrics": metrics}
            for topic, metrics in topics.items()
        ]
    }
