"""What is left of the year's plan, and what a month must bring, may cost or must change from now on."""

from __future__ import annotations

from typing import Any

from reportgen.measure.plan import Key, read_key
from reportgen.measure.reading import Reading
from reportgen.period import Period
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.plan_table import key_order, plan_label
from reportgen.unit import Direction, Unit

GAPS = {"run_rate_gap": ("actual", "plan"), "run_rate_gap_count": ("actual_count", "plan_count")}
# Groups of the table in their order; each has words of its own for the same five columns.
INCOME, COSTS, STATES = "income", "costs", "states"
COLUMNS = ("plan", "reached", "remaining", "so_far", "needed")


@block(metrics=lambda: tuple(GAPS))
def run_rate_table(material: Material) -> dict[str, Any] | str:
    """Values of parts/run_rate_table.html; an empty text when no month or no plan is left."""
    story = material.story
    to_date, year = story.period.year_to_date(), story.period.fiscal_year()
    left = year.last - to_date.last
    groups: dict[str, list[tuple[tuple[int, int, str], dict[str, str]]]] = {
        INCOME: [],
        COSTS: [],
        STATES: [],
    }
    for metric, (actual, plan) in GAPS.items():
        for gap in story.readings.groups(metric, "key", to_date):
            key = read_key(gap.split)
            if key is None or gap.value is None:
                continue
            reached = story.readings.at(actual, to_date, "key", gap.split).value
            whole = story.readings.at(plan, year, "key", gap.split).value
            if reached is not None and whole is not None:
                group = _group(key)
                so_far = _so_far(material, key, group, reached, to_date)
                row = _row(material, key, group, gap, (whole, reached), so_far)
                groups[group].append((key_order(material, key), row))
                material.mention(metric)
    if not any(groups.values()):
        return ""
    text = story.locale.text
    words = {"year": story.locale.period(year), "period": story.locale.period(to_date)}
    return {
        "groups": [
            {
                "title": text(f"run_rate.{name}.title"),
                "columns": [text(f"run_rate.{name}.{column}") for column in COLUMNS],
                "rows": [row for _, row in sorted(rows, key=lambda pair: pair[0])],
            }
            for name, rows in groups.items()
            if rows
        ],
        "note": text("run_rate.note", count=left, **words),
    }


def _group(key: Key) -> str:
    if key.metric is not None and key.metric.is_state:
        return STATES
    return COSTS if key.unit is Unit.MONEY and key.better is Direction.DOWN else INCOME


def _so_far(
    material: Material, key: Key, group: str, reached: float, to_date: Period
) -> float | None:
    """What a month brought or cost in the year to date; of a state, how much it changed."""
    if group != STATES or key.metric is None:
        return reached / to_date.length
    readings = material.story.readings
    if key.metric.name not in readings.metrics:
        return None
    before = readings.at(key.metric.name, to_date.last_month().shifted(-to_date.length)).value
    return None if before is None else (reached - before) / to_date.length


def _row(
    material: Material,
    key: Key,
    group: str,
    gap: Reading,
    year: tuple[float, float],
    so_far: float | None,
) -> dict[str, str]:
    """The words of a line. year: its plan for the year and what is reached of it."""
    locale, currency = material.story.locale, material.story.pack.company.currency
    whole, reached = year
    needed, remaining = gap.value or 0.0, whole - reached
    values = (whole, reached, remaining, so_far, needed)
    money = key.unit is Unit.MONEY
    scale = locale.money_scale([v for v in values if v is not None], currency) if money else None
    factor = float(scale.factor) if scale else 1.0
    texts = {}
    for column, value in zip(COLUMNS, values, strict=True):
        monthly = column in ("so_far", "needed")
        decimals = scale.decimals if scale else int(monthly)
        # A state goes up or down from where it stands.
        signed = group == STATES and column in ("remaining", "so_far", "needed")
        texts[column] = (
            locale.text("table.empty")
            if value is None
            else locale.number(value / factor, decimals, signed=signed)
        )
    tone = "even"
    if so_far is not None and key.better in (Direction.UP, Direction.DOWN):
        harder = needed > so_far if key.better is Direction.UP else needed < so_far
        tone = "bad" if harder else "good"
        # What is printed as the same is neither.
        tone = "even" if texts["so_far"] == texts["needed"] else tone
    if remaining <= 0 and group == INCOME and key.better is Direction.UP:
        texts["needed"], tone = locale.text("run_rate.met"), "good"
    if remaining <= 0 and group == COSTS:
        texts["needed"], tone = locale.text("run_rate.spent"), "bad"
    label, unit = plan_label(material, key), scale.unit if scale else ""
    return {"label": label, "unit": unit, **texts, "tone": tone}
