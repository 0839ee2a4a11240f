"""Is there enough in the pipeline for the next quarter? Said in a sentence, with its figures."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.unit import Unit

METRIC = "pipeline_coverage"
PARTS = (
    *("required", "expected", "short", "pipeline", "remaining_target", "met"),
    "new_customers_only",
)


@block(metrics=lambda: (METRIC,))
def coverage(material: Material) -> dict[str, Any] | str:
    """Values of parts/coverage.html; an empty text when a part of the answer is missing."""
    story = material.story
    locale, currency = story.locale, story.pack.company.currency
    parts = {name: story.readings.at(METRIC, split_by="part", split=name).value for name in PARTS}
    period = story.readings.period
    months = period.last_month()
    words = {
        "first": locale.month(months.last + 1),
        "last": locale.month(months.last + 3),
    }
    pipeline, left = parts["pipeline"], parts["remaining_target"]
    if pipeline is None or left is None:
        return ""
    material.mention(METRIC)
    words["pipeline"] = locale.money(pipeline, currency)
    whose = "with_new_customers" if parts["new_customers_only"] else "with_all_customers"
    words["deals"] = locale.text(f"coverage.{whose}")
    if parts["met"]:
        return {"sentence": locale.text("coverage.met", **words), "tone": "good"}
    times = story.readings.at(METRIC).value
    required, expected, short = parts["required"], parts["expected"], parts["short"]
    if times is None or required is None or expected is None or short is None:
        return ""
    enough = times >= required
    sentence = locale.text(
        f"coverage.{'enough' if enough else 'short'}",
        gap=locale.money(abs(short), currency),
        left=locale.money(left, currency),
        times=locale.figure(times, Unit.RATIO, currency),
        required=locale.figure(required, Unit.RATIO, currency),
        expected=locale.money(expected, currency),
        **words,
    )
    return {"sentence": sentence, "tone": "good" if enough else "bad"}
