"""Actual against plan: the report period and the fiscal year to date, key by key."""

from __future__ import annotations

from typing import Any

from reportgen.measure.plan import Key, read_key
from reportgen.measure.reading import Reading
from reportgen.period import Period
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import tone
from reportgen.story.findings.differs_from_plan import ACT, NOISE, WATCH
from reportgen.unit import Direction, Unit

JUDGED = (Direction.UP, Direction.DOWN)
SIDES = {Unit.MONEY: ("actual", "plan"), Unit.COUNT: ("actual_count", "plan_count")}


@block(metrics=lambda: ("plan", "actual", "variance_against_plan"))
def plan_table(material: Material) -> dict[str, Any] | None:
    """Values of parts/plan_table.html; None without a plan."""
    story = material.story
    periods = [story.period, story.period.year_to_date()]
    tables = [(period, _rows(material, period)) for period in periods]
    # A period that is the year to date would be told twice.
    told = [pair for pair in tables if pair[1]][
        : 1 if periods[0].months == periods[1].months else 2
    ]
    if not told:
        return None
    for metric in ("plan", "actual", "variance_against_plan"):
        material.mention(metric)
    rows = [row for _, rows in told for row in rows]
    lines = {"watch": story.locale.share(WATCH, 0), "act": story.locale.share(ACT, 0)}
    marked = any(row["grade"] for row in rows)
    return {
        "groups": [{"title": story.locale.period(period), "rows": rows} for period, rows in told],
        "marks": story.locale.text("plan_table.marks", **lines) if marked else "",
        "reasons": list(dict.fromkeys(row["reason"] for row in rows if row["reason"])),
    }


def _rows(material: Material, period: Period) -> list[dict[str, str]]:
    readings = material.story.readings
    rows = []
    for reading in readings.groups("variance_against_plan", "key", period):
        key = read_key(reading.split)
        if key is None or key.unit not in SIDES:
            continue
        row = _row(material, key, period, reading)
        if row is not None:
            rows.append(row)
    return sorted(rows, key=lambda row: row["order"])


def _row(material: Material, key: Key, period: Period, variance: Reading) -> dict[str, str] | None:
    story = material.story
    actual, plan = (
        story.readings.at(name, period, "key", key.name).value for name in SIDES[key.unit]
    )
    if actual is None or plan is None:
        return None
    locale, currency = story.locale, story.pack.company.currency
    difference = actual - plan
    if key.unit is Unit.MONEY:
        scale = locale.money_scale([actual, plan], currency)
        texts = [
            locale.number(value / float(scale.factor), scale.decimals, signed=signed)
            for value, signed in ((actual, False), (plan, False), (difference, True))
        ]
        unit = scale.unit
    else:
        texts = [
            locale.figure(value, key.unit, currency, signed=signed)
            for value, signed in ((actual, False), (plan, False), (difference, True))
        ]
        unit = ""
    label = plan_label(material, key)
    # What is printed as nothing is neither good nor bad.
    nothing = not any(figure in texts[2] for figure in "123456789")
    # Nor is what lies inside the limit from which the page marks a line.
    within = variance.value is not None and abs(variance.value) < WATCH - NOISE
    return {
        "order": f"{0 if key.metric else 1} {label}",
        "label": label,
        "unit": unit,
        "actual": texts[0],
        "plan": texts[1],
        "difference": texts[2],
        "percent": story.show(variance, signed=True),
        "tone": "even" if nothing or within else tone(key.better, difference, texts[2]),
        "reason": "".join(story.why_missing([variance])),
        "grade": grade(material, key, variance.value),
    }


def grade(material: Material, key: Key, share: float | None) -> str:
    """Whether an unfavourable variance is to be watched or acted on; empty for all others."""
    if share is None or abs(share) < WATCH - NOISE or key.better not in JUDGED:
        return ""
    if (share > 0) is (key.better is Direction.UP):
        return ""
    grades = "act" if abs(share) >= ACT - NOISE else "watch"
    return material.story.locale.text(f"plan_table.{grades}")


def plan_label(material: Material, key: Key) -> str:
    """A metric's name, what the findings call a key, or a category of the ledger."""
    story = material.story
    if key.metric is not None:
        return story.title(key.metric.name)
    told = f"findings.plan_keys.{key.name}"
    if story.locale.has(told):
        return story.locale.text(told)
    return story.locale.split_value("category", key.name)
