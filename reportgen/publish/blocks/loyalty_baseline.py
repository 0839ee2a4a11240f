"""The customers of the loyalty case as they are today, and what a rise of their value is worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.measure.reading import Reading
from reportgen.publish.block import Material, block
from reportgen.story.number import Scale
from reportgen.unit import Unit

VALUE, CASE = "loyalty_case_customer_value", "loyalty_case"
CHURN, MARGIN = "monthly_logo_churn", "gross_margin"
CUSTOMERS, PRICE = "customers", "revenue_per_customer"
NEEDS = {
    "churn_needed": "loyalty_case_churn_needed",
    "price_needed": "loyalty_case_price_needed",
    "margin_needed": "loyalty_case_margin_needed",
}
SEGMENT, WITHIN = "segment", "segment+level"


@block(metrics=lambda: (VALUE, CASE, CHURN, MARGIN, CUSTOMERS, PRICE, *NEEDS.values()))
def loyalty_baseline(material: Material) -> dict[str, Any] | None:
    """Values of parts/loyalty_baseline.html; None where there is no case."""
    story = material.story
    segments = segments_of(material)
    if not segments:
        return None
    for metric in (VALUE, CASE, CHURN, CUSTOMERS, PRICE):
        material.mention(metric)
    levels = levels_of(material)
    return {
        "rows": [_today(material, segment) for segment in segments],
        "total": _total(material),
        "levels": levels,
        "worth": list(_worth(material, segments, levels)),
        "default": not story.pack.loyalty.segments,
        "long": _long_lives(material, segments),
    }


def segments_of(material: Material) -> list[str]:
    """The chosen segments, the one whose customers are worth most first."""
    groups = material.story.readings.groups(VALUE, SEGMENT)
    return [r.split for r in sorted(groups, key=lambda r: (-(r.numerator or 0.0), r.split))]


def levels_of(material: Material) -> list[str]:
    """The levels as they are named in splits."""
    return [f"{level * 100:g}" for level in material.story.pack.loyalty.levels]


def shown(material: Material, reading: Reading, scale: Scale | None = None) -> str:
    """A reading in a table; money in a scale of the table's own."""
    story = material.story
    if reading.value is None or scale is None:
        return story.show(reading)
    return story.locale.money(reading.value, story.pack.company.currency, scale)


def _long_lives(material: Material, segments: list[str]) -> str:
    """Which lifetimes go beyond what other figures of the pack allow; empty when none does."""
    story = material.story
    locale, cap = story.locale, story.pack.definitions.lifetime_cap_months
    long = []
    for segment in segments:
        churn = story.readings.at(CHURN, split_by=SEGMENT, split=segment).value
        if churn and 1 / churn > cap:
            months = locale.figure(1 / churn, Unit.MONTHS, story.pack.company.currency)
            long.append(f"{locale.split_value(SEGMENT, segment)} {months}")
    if not long:
        return ""
    allowed = locale.figure(cap, Unit.MONTHS, story.pack.company.currency)
    return locale.text("loyalty.long_lives", segments=locale.listing(long), cap=allowed)


def _today(material: Material, segment: str) -> dict[str, str]:
    story = material.story
    readings, locale, currency = story.readings, story.locale, story.pack.company.currency
    year = story.period.trailing()
    value = readings.at(VALUE, split_by=SEGMENT, split=segment)
    churn = readings.at(CHURN, split_by=SEGMENT, split=segment)
    return {
        "label": locale.split_value(SEGMENT, segment),
        "customers": story.show(readings.at(CUSTOMERS, split_by=SEGMENT, split=segment)),
        "price": story.show(readings.at(PRICE, split_by=SEGMENT, split=segment)),
        "margin": story.show(readings.at(MARGIN, year)),
        "churn": story.show(churn) if churn.value is None else locale.share(churn.value, 2),
        "value": story.show(value),
        "all": "" if value.numerator is None else locale.money(value.numerator, currency),
    }


def _total(material: Material) -> dict[str, str]:
    story = material.story
    value = story.readings.at(VALUE)
    number = "" if value.n is None else story.locale.figure(value.n, Unit.COUNT, "")
    currency = story.pack.company.currency
    return {
        "customers": number,
        "value": story.show(value),
        "all": "" if value.numerator is None else story.locale.money(value.numerator, currency),
    }


def _worth(material: Material, segments: list[str], levels: list[str]) -> Iterator[dict[str, Any]]:
    story = material.story
    readings, locale = story.readings, story.locale
    found = {
        segment: [
            readings.at(CASE, split_by=WITHIN, split=f"{segment}+{level}") for level in levels
        ]
        for segment in segments
    }
    whole = [readings.at(CASE, split_by="level", split=level) for level in levels]
    money = [r.value for row in (*found.values(), whole) for r in row if r.value is not None]
    scale = locale.money_scale(money, story.pack.company.currency)
    for segment, row in found.items():
        name = locale.split_value(SEGMENT, segment)
        today = row[0].denominator
        yield {
            "kind": "value",
            "label": locale.text("loyalty.added_value", segment=name),
            "today": ""
            if today is None
            else locale.money(today, story.pack.company.currency, scale),
            "cells": [shown(material, reading, scale) for reading in row],
        }
        for key, metric in NEEDS.items():
            goals = [
                readings.at(metric, split_by=WITHIN, split=f"{segment}+{level}") for level in levels
            ]
            # What stays as it is asks nothing of anybody.
            start = goals[0].numerator
            if start is None or all(goal.value in (None, start) for goal in goals):
                continue
            material.mention(metric)
            yield {
                "kind": "needs",
                "label": locale.text(f"loyalty.{key}", segment=name),
                "today": _goal(material, goals[0], start),
                "cells": [
                    story.show(goal) if goal.value is None else _goal(material, goal, goal.value)
                    for goal in goals
                ],
            }
    yield {
        "kind": "total",
        "label": locale.text("loyalty.all"),
        "today": "",
        "cells": [shown(material, reading, scale) for reading in whole],
    }


def _goal(material: Material, reading: Reading, value: float) -> str:
    """A goal with a decimal more than usual: 2.00 % is to become 1.82 %."""
    story = material.story
    unit = story.readings.metrics[reading.metric].unit
    if unit is Unit.SHARE:
        return story.locale.share(value, 2)
    return story.locale.figure(value, unit, story.pack.company.currency)
