"""The income statement of a period, line by line in its order: actual, plan, and a year earlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.measure.plan import CATEGORIES, read_key
from reportgen.measure.reading import Reading, Readings
from reportgen.period import Period
from reportgen.story.number import Scale, amount_of, rounded

METRIC = "ebitda"
# Categories of the ledger and the totals that stand below them.
ORDER = (
    *("revenue_recurring", "revenue_other", "revenue", "cogs", "gross_profit"),
    *("sm", "rd", "ga", METRIC, "other", "result"),
)
INCOME = ("revenue_recurring", "revenue_other")
TOTALS: Mapping[str, tuple[str, ...]] = {
    "revenue": INCOME,
    "gross_profit": (*INCOME, "cogs"),
    METRIC: (*INCOME, "cogs", "sm", "rd", "ga"),
    "result": (*INCOME, "cogs", "sm", "rd", "ga", "other"),
}
# A total that only repeats the line above it says nothing.
NEEDS = {"revenue": "revenue_other", "result": "other"}


@dataclass(frozen=True)
class Line:
    """A line: amounts in the reporting currency, costs without a sign; None where not known."""

    name: str
    actual: Decimal | None
    plan: Decimal | None
    before: Decimal | None

    @property
    def total(self) -> bool:
        """Whether it is the sum of lines above it: revenue less costs."""
        return self.name in TOTALS


def statement(readings: Readings, period: Period) -> dict[str, Line]:
    """The lines that the ledger or the plan has, by name; no totals where the ledger has no revenue.

    A total is planned when each line that it consists of is, or when the plan names the total itself.
    """
    planned = _planned(readings, period)
    lines: dict[str, Line] = {}
    for name in ORDER:
        if name in CATEGORIES:
            line = _line(readings, period, name, planned.get(name))
            if line.actual or line.plan is not None or line.before:
                lines[name] = line
    earning = any(name in lines and lines[name].actual is not None for name in INCOME)
    for name, parts in TOTALS.items() if earning else ():
        if NEEDS.get(name, name) not in (name, *lines):
            continue
        found = [lines[part] for part in parts if part in lines]
        summed = _sum(found)
        plan = planned.get(name) if summed is None else summed
        line = _line(readings, period, name, plan)
        if line.actual is not None:
            lines[name] = line
    return {name: lines[name] for name in ORDER if name in lines}


def unplanned(lines: Mapping[str, Line]) -> list[str]:
    """Lines of the ledger without a plan, for whose sake a total has none."""
    lacking = [name for name, line in lines.items() if line.total and line.plan is None]
    parts = {part for name in lacking for part in TOTALS[name]}
    return [n for n in ORDER if n in parts and n in lines and _one_sided(lines[n])]


def _one_sided(line: Line) -> bool:
    """Whether it has a plan or an actual figure only; what is nothing needs no plan."""
    if line.plan is None:
        return bool(line.actual)
    return line.actual is None


def adds_up(lines: Mapping[str, Line], scale: Scale) -> bool:
    """Whether the lines as printed in a scale make up the totals as they are printed."""
    sides = (
        {name: line.actual for name, line in lines.items()},
        {name: line.plan for name, line in lines.items()},
    )
    return all(
        _printed(side[name], scale)
        == sum(_printed(side[p], scale) * _sign(p) for p in TOTALS[name] if p in lines)
        for side in sides
        for name in side
        if name in TOTALS and side[name] is not None
    )


def _printed(amount: Decimal | None, scale: Scale) -> Decimal:
    return rounded((amount or Decimal(0)) / scale.factor, scale.decimals)


def _sign(name: str) -> int:
    return 1 if name in INCOME else -1


def _sum(parts: list[Line]) -> Decimal | None:
    """The planned sum: revenue less costs."""
    if any(_one_sided(line) for line in parts) or all(line.plan is None for line in parts):
        return None
    signed = [(line.plan or Decimal(0)) * _sign(line.name) for line in parts]
    return sum(signed, Decimal(0))


def _line(readings: Readings, period: Period, name: str, plan: Decimal | None) -> Line:
    def amount(of: Period) -> Decimal | None:
        return amount_of(_reading(readings, of, name))

    return Line(name, amount(period), plan, amount(period.same_last_year()))


def _reading(readings: Readings, period: Period, name: str) -> Reading:
    if name == METRIC:
        return readings.at(METRIC, period)
    return readings.at(METRIC, period, "part", name)


def _planned(readings: Readings, period: Period) -> dict[str, Decimal | None]:
    """What the plan has for the lines, by their names."""
    found = {}
    for reading in readings.groups("plan", "key", period):
        if name := line_of_key(reading.split):
            found[name] = amount_of(reading)
    return found


def line_of_key(text: str) -> str:
    """The line that a key of the plan is the plan of; empty when it is none."""
    key, word = read_key(text), text.strip().lower().replace(" ", "_")
    if key is not None and key.metric is not None:
        return METRIC if key.metric.name == METRIC else ""
    return word if word in CATEGORIES else ""
