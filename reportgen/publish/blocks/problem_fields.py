"""Seven ways in which the value of a customer relation is lost, each with what would show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.measure import metrics as metrics_folder
from reportgen.measure.reading import Reading
from reportgen.members import member_names
from reportgen.publish.block import Material, block
from reportgen.story.cap import cap_note
from reportgen.unit import Direction, Unit

BY = "segment"
# Problem -> what shows it. A name that is no metric yet is passed over.
FIELDS = {
    "short_relations": ("customer_lifetime",),
    "few_purchases": ("upsell_ratio", "expansion_share"),
    "small_purchases": ("revenue_per_customer", "average_selling_price"),
    "poor_margins": ("gross_margin", "loyalty_case_customer_value"),
    "low_integration": ("integration_depth", "products_per_customer"),
    "low_relevance": ("license_utilisation", "nps"),
    "little_knowledge": ("feedback_coverage",),
}


def indicators() -> tuple[str, ...]:
    """The indicators that are metrics."""
    known = member_names(metrics_folder)
    return tuple(name for names in FIELDS.values() for name in names if name in known)


@block(metrics=indicators)
def problem_fields(material: Material) -> dict[str, Any] | str:
    """Values of parts/problem_fields.html: now, a year ago and in the weakest segment."""
    rows = list(_rows(material))
    story = material.story
    if not rows:
        return ""
    return {"rows": rows, "now": story.locale.period(story.period, short=True)}


def _rows(material: Material) -> Iterator[dict[str, str]]:
    story = material.story
    readings, locale = story.readings, story.locale
    for field, names in FIELDS.items():
        label = locale.text(f"problem_fields.{field}")
        for metric in names:
            if metric not in readings.metrics or readings.at(metric).value is None:
                continue
            material.mention(metric)
            before = readings.at(metric, story.period.same_last_year())
            now = readings.at(metric)
            cut = bool(cap_note(story, now))
            weakest = _weakest(material, metric)
            yield {
                # A problem with two indicators is named once.
                "field": label,
                "indicator": material.label(metric),
                "now": locale.text("cap.short", value=story.show(now)) if cut else story.show(now),
                "before": _before(material, metric, before),
                "weakest": ""
                if weakest is None
                else f"{locale.split_value(BY, weakest.split)}: {story.show(weakest)}",
            }
            label = ""


def _before(material: Material, metric: str, before: Reading) -> str:
    """The figure of a year ago; two that the same cap has cut say nothing of each other."""
    story = material.story
    if before.value is None:
        return story.locale.text("table.empty")
    if not cap_note(story, before):
        return story.show(before)
    if cap_note(story, story.readings.at(metric)):
        return story.locale.text("cap.both")
    return story.locale.text("cap.short", value=story.show(before))


def _weakest(material: Material, metric: str) -> Reading | None:
    """The segment that stands worst, where it is known which way is good and there are several."""
    described = material.story.readings.metrics[metric]
    if described.better not in (Direction.UP, Direction.DOWN) or described.unit is Unit.LABEL:
        return None
    small = material.story.pack.definitions.small_n
    known = [
        reading
        for reading in material.story.readings.groups(metric, BY)
        if reading.value is not None and (reading.n is None or reading.n >= small)
    ]
    if len(known) < 2:
        return None
    sign = 1 if described.better is Direction.UP else -1
    return min(known, key=lambda reading: sign * (reading.value or 0.0))
