"""Customers by name: who raised recurring revenue most in the period, and who lowered it most."""

from __future__ import annotations

from typing import Any

from reportgen.measure.reading import Reading
from reportgen.measure.top_movers import OTHERS
from reportgen.publish.block import Material, block
from reportgen.story.customer import customers_of
from reportgen.story.order import ordered

METRIC = "annual_recurring_revenue_change"


@block(metrics=lambda **_: (METRIC,))
def movers(material: Material, most: int = 5) -> dict[str, Any] | None:
    """Values of parts/movers.html: at most so many each way, the others together, the whole change."""
    story = material.story
    whole = story.readings.at(METRIC)
    found = {r.split: r for r in story.readings.groups(METRIC, "customer") if r.value}
    if whole.value is None or not found:
        return None
    material.mention(METRIC)
    others = found.pop(OTHERS, None)
    by_size = sorted(found.values(), key=lambda r: (-abs(r.value or 0.0), r.split))
    rose = [r for r in by_size if (r.value or 0.0) > 0][:most]
    fell = [r for r in by_size if (r.value or 0.0) < 0][:most]
    told = {r.split for r in (*rose, *fell)}
    left = [r for r in by_size if r.split not in told]
    rest = [*left, *([others] if others else [])]
    currency = story.pack.company.currency
    scale = story.locale.money_scale([r.value or 0.0 for r in (*rose, *fell)], currency)
    customers = customers_of(material.dataset)

    def money(value: float, *, signed: bool = False) -> str:
        return story.locale.number(value / float(scale.factor), scale.decimals, signed=signed)

    def row(reading: Reading) -> dict[str, str]:
        return {
            "name": customers[reading.split].name if reading.split in customers else reading.split,
            "movement": _movements(material, reading),
            "before": money(reading.denominator or 0.0),
            "now": money(reading.numerator or 0.0),
            "change": money(reading.value or 0.0, signed=True),
        }

    words = story.locale.text
    return {
        "unit": scale.unit,
        "groups": [
            {"title": words(f"movers.{key}"), "rows": [row(r) for r in rows], "tone": tone}
            for key, rows, tone in (("rose", rose, "good"), ("fell", fell, "bad"))
            if rows
        ],
        "others": money(sum(r.value or 0.0 for r in rest), signed=True) if rest else "",
        "count": story.locale.number(sum(r.n or 0 for r in rest)),
        "total": money(whole.value, signed=True),
        "note": words(
            "movers.note",
            title=story.locale.inside(story.subject(story.readings.metrics[METRIC].change_of)),
            within=story.locale.within(story.period),
        ),
    }


def _movements(material: Material, reading: Reading) -> str:
    """What a customer did, in the order of the bridge; exchange rates only where nothing else."""
    story = material.story
    head = f"{reading.split}+"
    readings = story.readings.groups(METRIC, "customer+movement")
    amounts = {
        r.split.removeprefix(head): r.value or 0.0 for r in readings if r.split.startswith(head)
    }
    if len(amounts) > 1:
        amounts.pop("fx", None)
    return ", ".join(
        story.locale.split_value("movement", word)
        if number == 0
        else story.locale.inside(story.locale.split_value("movement", word))
        for number, word in enumerate(ordered(story, "movement", amounts))
    )
