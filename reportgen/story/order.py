"""The order in which the groups of a split are told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.period import Period
    from reportgen.story.story import Story


def own_words(story: Story, split_by: str) -> list[str]:
    """Our own words for the groups of a split in the locale's order, which is that of a bridge."""
    head = "movements." if split_by == "movement" else f"splits.values.{split_by}."
    return [key.removeprefix(head) for key in story.locale.texts if key.startswith(head)]


def ordered(
    story: Story, split_by: str, amounts: Mapping[str, float] | Mapping[str, Decimal]
) -> list[str]:
    """Our own words in their order; groups that the company names itself from gain to loss."""
    words = own_words(story, split_by)
    if not any(name in words for name in amounts):
        return sorted(amounts, key=lambda name: (-amounts[name], name))
    place = {word: number for number, word in enumerate(words)}
    return sorted(amounts, key=lambda name: (place.get(name, len(place)), name))


def first_split(story: Story, metric: str, wanted: str, period: Period | None = None) -> str:
    """Of some splits (`segment country`) the first in which a metric has two groups; else the first."""
    names = wanted.split()
    for name in names:
        if len(story.readings.groups(metric, name, period)) > 1:
            return name
    return names[0]
