"""The definition of every metric that the pack prints."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from reportgen.measure.metric import Metric
from reportgen.publish.block import Material, block
from reportgen.story.story import Story

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


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


def choices(story: Story, metric: Metric) -> str:
    """The choices in force, in the report's language: `spend of # months earlier` with its numbers.

    The phrases stand with the formulas, in English; a language knows them with # for each number.
    """
    said = story.readings.definitions[metric.name].removeprefix(metric.formula).removeprefix("; ")
    phrases = []
    for phrase in filter(None, said.split("; ")):
        key = f"variants.{NUMBER.sub('#', phrase)}"
        told = story.locale.text(key) if story.locale.has(key) else NUMBER.sub("#", phrase)
        for number in NUMBER.findall(phrase):
            decimals = len(number.partition(".")[2])
            shown = story.locale.number(Decimal(number.replace(",", "")), decimals)
            told = told.replace("#", shown, 1)
        phrases.append(told)
    return "; ".join(phrases)
