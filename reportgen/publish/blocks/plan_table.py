"""Actual against plan: the income statement line by line, then what else the plan has, cash last.

The report period, the same months a year earlier, and the fiscal year to date stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reportgen.measure.plan import CATEGORIES, NEW_REVENUE, Key, read_key
from reportgen.measure.reading import Reading
from reportgen.period import Period
from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import tone
from reportgen.story.findings.differs_from_plan import ACT, NOISE, WATCH
from reportgen.story.number import Scale, amount_of
from reportgen.story.statement import (
    METRIC,
    TOTALS,
    Line,
    adds_up,
    line_of_key,
    statement,
    unplanned,
)
from reportgen.unit import Direction, Unit

JUDGED = (Direction.UP, Direction.DOWN)
SIDES = {Unit.MONEY: ("actual", "plan"), Unit.COUNT: ("actual_count", "plan_count")}
VARIANCE = "variance_against_plan"
MONEY = Scale | None


@block(
    metrics=lambda: ("plan", "actual", VARIANCE, METRIC), shows=lambda: ("plan", "actual", VARIANCE)
)
def plan_table(material: Material) -> dict[str, Any] | None:
    """Values of parts/plan_table.html; None without a plan."""
    story, text = material.story, material.story.locale.text
    now, to_date = story.period, story.period.year_to_date()
    # A period that is the year to date would be told twice.
    periods = [now] if now.months == to_date.months else [now, to_date]
    variances = [_variances(material, period) for period in periods]
    if not any(variances):
        return None
    lines = [statement(story.readings, period) for period in periods]
    groups = [_statement(material, lines, variances), _rest(material, periods, lines, variances)]
    groups = [group for group in groups if group["rows"]]
    for metric in ("plan", "actual", VARIANCE, *([METRIC] if METRIC in lines[0] else [])):
        material.mention(metric)
    sides = [side for group in groups for row in group["rows"] for side in row["sides"]]
    found = [reading for period in variances for reading in period.values()]
    limits = {"watch": story.locale.share(WATCH, 0), "act": story.locale.share(ACT, 0)}
    lacking = list(dict.fromkeys(name for period in lines for name in unplanned(period)))
    named = ", ".join(story.locale.split_value("part", name) for name in lacking)
    notes = [
        text("plan_table.marks", **limits) if any(side["grade"] for side in sides) else "",
        text("plan_table.unplanned", lines=named) if lacking else "",
        text("table.rounding") if groups[0].pop("rounds", False) else "",
    ]
    return {
        "periods": [story.locale.period(period) for period in periods],
        "before": story.locale.period(now.same_last_year()),
        "width": 2 + 4 * len(periods),
        "groups": groups,
        "notes": [note for note in notes if note],
        "reasons": list(dict.fromkeys(story.why_missing(found))),
    }


def _variances(material: Material, period: Period) -> dict[str, Reading]:
    """The variance of each key of the plan that has an amount or a number on both sides."""
    readings, found = material.story.readings, {}
    for reading in readings.groups(VARIANCE, "key", period):
        key = read_key(reading.split)
        if key is not None and key.unit in SIDES:
            sides = [readings.at(side, period, "key", key.name) for side in SIDES[key.unit]]
            if all(side.value is not None for side in sides):
                found[key.name] = reading
    return found


def _statement(
    material: Material, periods: list[dict[str, Line]], variances: list[dict[str, Reading]]
) -> dict[str, Any]:
    """The lines of the ledger and their totals, all in one unit of money."""
    story = material.story
    amounts = [
        amount
        for lines in periods
        for line in lines.values()
        for amount in (line.actual, line.plan, line.before)
        if amount is not None
    ]
    scale = story.locale.money_scale(amounts, story.pack.company.currency)
    rows = []
    for name in dict.fromkeys(name for lines in periods for name in lines):
        key = _key(name)
        nothing = Line(name, None, None, None)
        held = [lines.get(name, nothing) for lines in periods]
        sides = []
        for line, found in zip(held, variances, strict=True):
            own = [r for of, r in found.items() if line_of_key(of) == name]
            variance = own[0] if own and not line.total else _variance(line)
            sides.append(_side(material, key, (line.actual, line.plan), variance, scale))
        rows.append(
            {
                "label": plan_label(material, key),
                "unit": "",
                "total": name in TOTALS,
                "sides": sides,
                "before": _text(material, held[0].before, key, scale),
            }
        )
    title = story.locale.text("plan_table.statement")
    rounds = not all(adds_up(lines, scale) for lines in periods)
    return {"title": title, "unit": scale.unit, "rows": rows, "rounds": rounds}


def _key(name: str) -> Key:
    """A line of the statement as a key of the plan; a total is better the higher it is."""
    return Key(name, Unit.MONEY, CATEGORIES.get(name, Direction.UP))


def _variance(line: Line) -> Reading:
    """By what part of its plan a total lies above or below; missing as the metric itself would be."""
    value, missing = None, "no_data"
    if line.actual is not None and line.plan is not None:
        turned = line.actual * line.plan < 0
        missing = "div_zero" if line.plan == 0 else "not_meaningful" if turned else ""
        value = None if missing else float(line.actual - line.plan) / abs(float(line.plan))
    return Reading(VARIANCE, "", value, missing=missing or None)


def _rest(
    material: Material,
    periods: list[Period],
    lines: list[dict[str, Line]],
    variances: list[dict[str, Reading]],
) -> dict[str, Any]:
    """Every other key of the plan, in the order of the pages; each in a unit of its own."""
    readings, rows = material.story.readings, []
    names = {name for found in variances for name in found}
    keys = [key for name in names if (key := read_key(name)) and not _told(name, lines, variances)]
    for key in sorted(keys, key=lambda key: key_order(material, key)):
        pairs = []
        for period in periods:
            found = (readings.at(name, period, "key", key.name) for name in SIDES[key.unit])
            pairs.append(tuple(amount_of(reading) for reading in found))
        before = _before(material, key)
        scale = _scale(material, key, [amount for pair in pairs for amount in (*pair, before)])
        rows.append(
            {
                "label": plan_label(material, key),
                "unit": scale.unit if scale else "",
                "total": False,
                "sides": [
                    _side(material, key, (pair[0], pair[1]), found.get(key.name), scale)
                    for pair, found in zip(pairs, variances, strict=True)
                ],
                "before": _text(material, before, key, scale),
            }
        )
    return {"title": material.story.locale.text("plan_table.rest"), "unit": "", "rows": rows}


def _told(name: str, lines: list[dict[str, Line]], variances: list[dict[str, Reading]]) -> bool:
    """Whether the statement has the key: as a line, or as a total that the plan has the same of."""
    line = line_of_key(name)
    if not any(line in found for found in lines):
        return False
    for found, readings in zip(lines, variances, strict=True):
        if line in TOTALS and line in found and name in readings:
            gap, own = readings[name].numerator, found[line]
            if own.actual is None or own.plan is None or gap != float(own.actual - own.plan):
                return False
    return True


def _before(material: Material, key: Key) -> Decimal | None:
    """The same figure a year earlier, where a metric has it."""
    readings, period = material.story.readings, material.story.period.same_last_year()
    if key.metric is not None and key.metric.name in readings.metrics:
        return amount_of(readings.at(key.metric.name, period))
    moved = "annual_recurring_revenue_change"
    if key.name.strip().lower().replace(" ", "_") in NEW_REVENUE and moved in readings.metrics:
        return amount_of(readings.at(moved, period, "movement", "new"))
    return None


def _scale(material: Material, key: Key, amounts: Iterable[Decimal | None]) -> MONEY:
    if key.unit is not Unit.MONEY:
        return None
    known = [amount for amount in amounts if amount is not None]
    return material.story.locale.money_scale(known, material.story.pack.company.currency)


def _text(
    material: Material, amount: Decimal | None, key: Key, scale: MONEY, *, signed: bool = False
) -> str:
    locale = material.story.locale
    if amount is None:
        return locale.text("table.empty")
    if scale is not None:
        return locale.number(amount / scale.factor, scale.decimals, signed=signed)
    return locale.figure(amount, key.unit, material.story.pack.company.currency, signed=signed)


def _side(
    material: Material,
    key: Key,
    amounts: tuple[Decimal | None, Decimal | None],
    variance: Reading | None,
    scale: MONEY,
) -> dict[str, str]:
    """Actual and plan of a window, and how far they lie apart."""
    actual, plan = amounts
    gap = None if actual is None or plan is None else actual - plan
    texts = {
        "actual": _text(material, actual, key, scale),
        "plan": _text(material, plan, key, scale),
    }
    difference = _text(material, gap, key, scale, signed=True)
    value = None if variance is None else variance.value
    # What is printed as nothing is neither good nor bad.
    nothing = gap is None or not any(figure in difference for figure in "123456789")
    # Nor is what lies inside the limit from which the page marks a line.
    within = value is not None and abs(value) < WATCH - NOISE
    empty = material.story.locale.text("table.empty")
    return {
        **texts,
        "difference": difference,
        "percent": empty
        if gap is None or variance is None
        else material.story.show(variance, signed=True),
        "tone": "even" if nothing or within else tone(key.better, float(gap or 0), difference),
        "grade": grade(material, key, value),
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
    """A metric's name, what the findings call a key, or a line of the income statement."""
    story = material.story
    if key.metric is not None:
        return story.title(key.metric.name)
    told = f"findings.plan_keys.{key.name}"
    if story.locale.has(told):
        return story.locale.text(told)
    line = line_of_key(key.name) or key.name
    return story.title(METRIC) if line == METRIC else story.locale.split_value("part", line)


def key_order(material: Material, key: Key) -> tuple[int, int, str]:
    """Where a key stands among others: as in the income statement, or by its topic, cash last."""
    line = line_of_key(key.name)
    if line:
        return 0, [*CATEGORIES, METRIC].index(line), ""
    heads = [k for k in material.story.locale.texts if k.startswith("topics.")]
    topic = f"topics.{key.metric.topic if key.metric else 'growth'}"
    place = heads.index(topic) if topic in heads else len(heads)
    return 1 + (topic == "topics.cash"), place, plan_label(material, key)
