"""Whether a figure stands on a lifetime that the pack's cap has cut, and what it would be without.

Why changes are told without the cap: two figures that it has cut by different parts differ by the
cap as well. A value that fell may then stand as one that rose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.period import parse_period
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.story.story import Story

LIFETIME = "customer_lifetime"


def is_capped(lifetime: Reading) -> bool:
    """Whether a lifetime is the cap: shorter than its halves say, or nobody left at all."""
    value, months, churned = lifetime.value, lifetime.numerator, lifetime.denominator
    if value is None or months is None or churned is None:
        return False
    return churned == 0 or months / churned > value


def lifetime_of(story: Story, reading: Reading) -> Reading | None:
    """The lifetime that a figure stands on: the twelve months to the end of its own window."""
    metric = story.readings.metrics[reading.metric]
    if not metric.on_lifetime or LIFETIME not in story.readings.metrics:
        return None
    start = story.pack.company.fiscal_year_start
    label = parse_period(reading.period, start).trailing().label
    return story.readings.get(LIFETIME, label, reading.split_by, reading.split)


def is_cut(story: Story, reading: Reading) -> bool:
    """Whether the lifetime that a figure stands on is the cap."""
    lifetime = None if reading.value is None else lifetime_of(story, reading)
    return lifetime is not None and is_capped(lifetime)


def without_cap(story: Story, reading: Reading) -> float | None:
    """What a figure would be without the cap, in its own unit; None where nobody has left.

    It grows as the lifetime does (see `on_lifetime` in measure/metric.py).
    """
    if reading.value is None or not is_cut(story, reading):
        return reading.value
    lifetime = lifetime_of(story, reading)
    if lifetime is None or not lifetime.value or not lifetime.denominator:
        return None
    return reading.value * (lifetime.numerator or 0.0) / lifetime.denominator / lifetime.value


def cap_note(story: Story, reading: Reading) -> str:
    """What is printed beside a figure whose lifetime is cut; empty where the cap is not in force."""
    lifetime = lifetime_of(story, reading) if is_cut(story, reading) else None
    if lifetime is None:
        return ""
    locale, currency = story.locale, story.pack.company.currency
    cap = locale.number(story.pack.definitions.lifetime_cap_months)
    if not lifetime.denominator:
        return locale.text("cap.without_churn", cap=cap)
    own = (lifetime.numerator or 0.0) / lifetime.denominator
    return locale.text("cap.in_force", cap=cap, own=locale.figure(own, Unit.MONTHS, currency))
