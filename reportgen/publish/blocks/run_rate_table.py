"""What is left of the year's plan, and what a month must bring from now on."""

from __future__ import annotations

from typing import Any

from reportgen.measure.plan import Key, read_key
from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.plan_table import plan_label
from reportgen.unit import Direction, Unit

GAPS = {"run_rate_gap": ("actual", "plan"), "run_rate_gap_count": ("actual_count", "plan_count")}


@block(metrics=lambda: tuple(GAPS))
def run_rate_table(material: Material) -> dict[str, Any] | str:
    """Values of parts/run_rate_table.html; an empty text when no month or no plan is left.

    States are left out: what recurring revenue rises by a month stands in its own lines of the plan.
    """
    story = material.story
    to_date, year = story.period.year_to_date(), story.period.fiscal_year()
    months, left = to_date.length, year.last - to_date.last
    rows = []
    for metric, (actual, plan) in GAPS.items():
        for gap in story.readings.groups(metric, "key", to_date):
            key = read_key(gap.split)
            if key is None or gap.value is None or (key.metric and key.metric.is_state):
                continue
            reached = story.readings.at(actual, to_date, "key", gap.split).value
            whole = story.readings.at(plan, year, "key", gap.split).value
            if reached is not None and whole is not None:
                rows.append(_row(material, key, gap, whole, reached, months))
                material.mention(metric)
    if not rows:
        return ""
    words = {"year": story.locale.period(year), "period": story.locale.period(to_date)}
    return {
        "rows": sorted(rows, key=lambda row: row["label"]),
        "note": story.locale.text("run_rate.note", count=left, **words),
    }


def _row(
    material: Material, key: Key, gap: Reading, whole: float, reached: float, months: int
) -> dict[str, str]:
    locale, currency = material.story.locale, material.story.pack.company.currency
    needed, so_far = gap.value or 0.0, reached / months
    remaining = whole - reached
    values = (whole, reached, remaining, so_far, needed)
    if key.unit is Unit.MONEY:
        scale = locale.money_scale(values, currency)
        texts = [locale.number(v / float(scale.factor), scale.decimals) for v in values]
        unit = scale.unit
    else:
        texts = [locale.number(v, 1 if v in (so_far, needed) else 0) for v in values]
        unit = ""
    passed = remaining <= 0 and key.better is Direction.UP
    harder = needed > so_far if key.better is Direction.UP else needed < so_far
    return {
        "label": plan_label(material, key),
        "unit": unit,
        "plan": texts[0],
        "reached": texts[1],
        "remaining": texts[2],
        "so_far": texts[3],
        "needed": locale.text("run_rate.met") if passed else texts[4],
        "tone": "good" if passed or not harder else "bad",
    }
