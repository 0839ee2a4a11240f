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
    scales = _scales(material, segments, levels)
    return {
        "rows": [_today(material, segment, scales) for segment in segments],
        "total": _total(material, scales),
        "levels": levels,
        "worth": list(_worth(material, segments, levels, scales)),
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
    """Which lifetimes go beyond the cap in force: the case's own, else that of other figures.

    Empty when the case has no cap of its own and no lifetime goes beyond the others'.
    """
    story = material.story
    locale, stated = story.locale, story.pack.loyalty.lifetime_cap_months
    cap = stated or story.pack.definitions.lifetime_cap_months
    long = []
    for segment in segments:
        churn = story.readings.at(CHURN, split_by=SEGMENT, split=segment).value
        if churn and 1 / churn > cap:
            months = locale.figure(1 / churn, Unit.MONTHS, story.pack.company.currency)
            long.append(f"{locale.split_value(SEGMENT, segment)} {months}")
    allowed = locale.text("units.months", value=locale.number(cap))
    if not long:
        return locale.text("loyalty.cap", cap=allowed) if stated else ""
    form = "capped_lives" if stated else "long_lives"
    return locale.text(f"loyalty.{form}", segments=locale.listing(long), cap=allowed)


def _scales(material: Material, segments: list[str], levels: list[str]) -> dict[str, Scale]:
    """One precision for each kind of amount in both tables: prices, values of one and of all."""
    readings, locale = material.story.readings, material.story.locale
    currency = material.story.pack.company.currency
    prices = [readings.at(PRICE, split_by=SEGMENT, split=segment).value for segment in segments]
    one = [readings.at(VALUE, split_by=SEGMENT, split=segment).value for segment in segments]
    splits = [(WITHIN, f"{segment}+{level}") for segment in segments for level in levels]
    splits += [("level", level) for level in levels]
    gains = [readings.at(CASE, split_by=by, split=split).value for by, split in splits]
    known = {
        # Prices by the lowest of them: a rise of it by a tenth has to be seen.
        "price": [min((price for price in prices if price), default=0.0)],
        "value": [value for value in one if value is not None],
        "all": [gain for gain in gains if gain is not None],
    }
    return {kind: locale.money_scale(amounts, currency) for kind, amounts in known.items()}


def _today(material: Material, segment: str, scales: dict[str, Scale]) -> dict[str, str]:
    story = material.story
    readings, locale, currency = story.readings, story.locale, story.pack.company.currency
    year = story.period.trailing()
    value = readings.at(VALUE, split_by=SEGMENT, split=segment)
    churn = readings.at(CHURN, split_by=SEGMENT, split=segment)
    return {
        "label": locale.split_value(SEGMENT, segment),
        "customers": story.show(readings.at(CUSTOMERS, split_by=SEGMENT, split=segment)),
        "price": shown(
            material, readings.at(PRICE, split_by=SEGMENT, split=segment), scales["price"]
        ),
        "margin": story.show(readings.at(MARGIN, year)),
        "churn": story.show(churn) if churn.value is None else locale.share(churn.value, 2),
        "value": shown(material, value, scales["value"]),
        "all": ""
        if value.numerator is None
        else locale.money(value.numerator, currency, scales["all"]),
    }


def _total(material: Material, scales: dict[str, Scale]) -> dict[str, str]:
    story = material.story
    value = story.readings.at(VALUE)
    number = "" if value.n is None else story.locale.figure(value.n, Unit.COUNT, "")
    currency = story.pack.company.currency
    return {
        "customers": number,
        "value": shown(material, value, scales["value"]),
        "all": ""
        if value.numerator is None
        else story.locale.money(value.numerator, currency, scales["all"]),
    }


def _worth(
    material: Material, segments: list[str], levels: list[str], scales: dict[str, Scale]
) -> Iterator[dict[str, Any]]:
    story = material.story
    readings, locale = story.readings, story.locale
    found = {
        segment: [
            readings.at(CASE, split_by=WITHIN, split=f"{segment}+{level}") for level in levels
        ]
        for segment in segments
    }
    whole = [readings.at(CASE, split_by="level", split=level) for level in levels]
    scale = scales["all"]
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
                "today": _goal(material, goals[0], start, scales["price"]),
                "cells": [
                    story.show(goal)
                    if goal.value is None
                    else _goal(material, goal, goal.value, scales["price"])
                    for goal in goals
                ],
            }
    yield {
        "kind": "total",
        "label": locale.text("loyalty.all"),
        "today": "",
        "cells": [shown(material, reading, scale) for reading in whole],
    }


def _goal(material: Material, reading: Reading, value: float, price: Scale) -> str:
    """A goal with a decimal more than usual: 2.00 % is to become 1.82 %."""
    story = material.story
    unit = story.readings.metrics[reading.metric].unit
    if unit is Unit.SHARE:
        return story.locale.share(value, 2)
    return story.locale.figure(value, unit, story.pack.company.currency, price)
