"""What the loyalty case adds year by year, and how that stands against its cost and other uses."""

from __future__ import annotations

from typing import Any

from reportgen.publish.block import Material, block
from reportgen.publish.blocks.card import tone
from reportgen.publish.blocks.definitions import choices
from reportgen.publish.blocks.loyalty_baseline import levels_of, segments_of, shown
from reportgen.unit import Unit

PROFIT = "loyalty_case_profit"
COSTS = {
    "payback": "loyalty_case_payback",
    "net_present_value": "loyalty_case_net_present_value",
    "return": "loyalty_case_return",
    "by_acquisition": "loyalty_case_acquisition_equivalent",
}


@block(metrics=lambda: (PROFIT, *COSTS.values()))
def loyalty_profit(material: Material) -> dict[str, Any] | str:
    """Values of parts/loyalty_profit.html; an empty text where there is no case."""
    story = material.story
    readings, locale, currency = story.readings, story.locale, story.pack.company.currency
    if not segments_of(material) or readings.at(PROFIT).value is None:
        return ""
    case = story.pack.loyalty
    years = [str(number) for number in range(1, case.years + 1)]
    levels = levels_of(material)
    said = choices(story, readings.metrics[PROFIT])
    material.mention(PROFIT)
    by_year = {
        level: [
            *(readings.at(PROFIT, split_by="level+year", split=f"{level}+{y}") for y in years),
            readings.at(PROFIT, split_by="level", split=level),
        ]
        for level in levels
    }
    money = [r.value for row in by_year.values() for r in row if r.value is not None]
    scale = locale.money_scale(money, currency)
    invested = case.investment
    total = (
        None if invested is None else sum(invested if isinstance(invested, tuple) else (invested,))
    )
    told = [name for name in COSTS if total is not None or name == "by_acquisition"]
    for name in told:
        material.mention(COSTS[name])

    amounts = [
        readings.at(COSTS[name], split_by="level", split=level).value
        for name in told
        for level in levels
        if readings.metrics[COSTS[name]].unit is Unit.MONEY
    ]
    money = [
        *(value for value in amounts if value is not None),
        *([] if total is None else [total]),
    ]
    against = locale.money_scale(money, currency)

    def cost(level: str, name: str) -> dict[str, str]:
        reading = readings.at(COSTS[name], split_by="level", split=level)
        judged = name in ("net_present_value", "return") and reading.value is not None
        better = readings.metrics[COSTS[name]].better
        return {
            "text": shown(
                material,
                reading,
                against if readings.metrics[COSTS[name]].unit is Unit.MONEY else None,
            ),
            "tone": tone(better, reading.value or 0.0) if judged else "even",
        }

    return {
        "years": [locale.text("loyalty.year", number=int(year)) for year in years],
        "levels": levels,
        "rows": [
            {"level": level, "cells": [_amount(material, r, scale) for r in row]}
            for level, row in by_year.items()
        ],
        "unit": scale.unit,
        "choice": said[:1].upper() + said[1:],
        "told": told,
        "costs": [
            {"level": level, "cells": [cost(level, name) for name in told]} for level in levels
        ],
        "investment": "" if total is None else locale.money(total, currency, against),
        "no_investment": total is None,
    }


def _amount(material: Material, reading: Any, scale: Any) -> str:
    if reading.value is None:
        return shown(material, reading)
    return material.story.locale.number(reading.value / float(scale.factor), scale.decimals)
