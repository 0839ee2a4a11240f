"""The definition of every metric that the pack prints and that the exports have figures for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from string import ascii_lowercase
from typing import Any

from reportgen.measure.metric import Metric
from reportgen.publish.block import Material, block
from reportgen.story.choice import choice_words
from reportgen.story.story import Story

# A choice or a source that so many metrics of a topic share is said once, under a letter.
SHARED = 3


@block(waits=2)
def definitions(material: Material) -> dict[str, Any]:
    """Values of parts/definitions.html: words, formula, choice in force, source, by topic."""
    story = material.story
    topics: dict[str, list[dict[str, Any]]] = {}
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
                "choices": choices(story, metric).split("; "),
                "source": metric.source,
                "files": story.readings.sources[name],
            }
        )
    # In the order of the language file, which is that of the pages; others after them.
    order = [key.removeprefix("topics.") for key in story.locale.texts if key.startswith("topics.")]
    return {
        "topics": [
            {"title": story.locale.text(f"topics.{topic}"), **_said_once(topics[topic])}
            for topic in order
            if topic in topics
        ]
    }


def _said_once(metrics: list[dict[str, Any]]) -> dict[str, Any]:
    """The metrics of a topic with letters for what many of them share, and what the letters stand for."""
    # Not a set: letters would go by another order in every process.
    counted = Counter(
        text for one in metrics for text in dict.fromkeys([*one["choices"], one["source"]]) if text
    )
    shared = [text for text, times in counted.items() if times >= SHARED]
    marks = dict(zip(shared, ascii_lowercase, strict=False))

    def told(texts: Iterable[str]) -> str:
        return "; ".join(text for text in texts if text not in marks)

    return {
        "notes": [{"mark": mark, "text": text} for text, mark in marks.items()],
        "metrics": [
            {
                **one,
                "variant": told(one["choices"]),
                "source": told([one["source"]]),
                "marks": ", ".join(
                    sorted(marks[text] for text in {*one["choices"], one["source"]} & {*marks})
                ),
            }
            for one in metrics
        ],
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
