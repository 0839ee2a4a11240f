"""The definition of every metric that the pack prints and that the exports have figures for."""

from __future__ import annotations

from typing import Any

from reportgen.measure.metric import Metric
from reportgen.publish.block import Material, block
from reportgen.story.choice import choice_words
from reportgen.story.story import Story


@block(waits=2)
def definitions(material: Material) -> dict[str, Any]:
    """Values of parts/definitions.html: words, formula, choice in force, source, by topic."""
    story = material.story
    topics: dict[str, list[dict[str, str]]] = {}
    for name, metric in story.readings.metrics.items():
        if name not in material.printed or not _has_figures(story, name):
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
                "variant": choices(story, metric),
                "source": metric.source,
                "files": story.readings.sources[name],
            }
        )
    # In the order of the language file, which is that of the pages; others after them.
    order = [key.removeprefix("topics.") for key in story.locale.texts if key.startswith("topics.")]
    return {
        "topics": [
            {"title": story.locale.text(f"topics.{topic}"), "metrics": topics[topic]}
            for topic in order
            if topic in topics
        ]
    }


def _has_figures(story: Story, metric: str) -> bool:
    """Whether there is a figure, or a reason beyond the want of an export, for any period or group.

    What no export holds is said where it would stand; how it would be computed explains nothing.
    """
    return any(
        reading.value is not None or (reading.missing or "no_data") != "no_data"
        for split_by in ("", *story.readings.splits(metric))
        for reading in story.readings.by(metric, split_by).values()
    )


def choices(story: Story, metric: Metric) -> str:
    """The choices in force, in the report's language."""
    return choice_words(story.locale, metric.formula, story.readings.definitions[metric.name])
