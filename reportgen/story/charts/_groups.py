"""The groups of a split in a period: their names, their order, and what is left of too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.measure.blank import BLANK
from reportgen.unit import Unit

if TYPE_CHECKING:
    from reportgen.measure.reading import Reading
    from reportgen.period import Period
    from reportgen.story.story import Story

ADDABLE = (Unit.MONEY, Unit.COUNT, Unit.FULL_TIME_EQUIVALENTS)
# Years, months and quarters have an order of their own, and so have bands: 0-25, 25-50, 75+, 2+.
DATED = re.compile(r"\d{4}(-\d{2}|Q\d)?")
BANDED = re.compile(r"\d+(-\d+|\+)?")


@dataclass(frozen=True)
class Group:
    """A group and its figure; `value` is None where it is missing."""

    key: str
    name: str
    value: float | None
    n: int | None = None
    missing: str = ""
    is_rest: bool = False


def groups_of(story: Story, metric: str, by: str, period: Period | None = None) -> list[Group]:
    """The groups of a split: dated ones by date, others from the largest to the smallest."""
    found = [
        Group(
            reading.split,
            story.locale.split_value(by, reading.split),
            None if reading.missing else reading.value,
            reading.n,
            reading.missing or "",
        )
        for reading in story.readings.groups(metric, by, period)
    ]
    if found and all(DATED.fullmatch(group.key) for group in found):
        return sorted(found, key=lambda group: group.key)
    if banded(group.key for group in found):
        return sorted(found, key=lambda group: band_order(group.key))
    return sorted(found, key=lambda group: (group.value is None, -(group.value or 0), group.name))


def banded(keys: Iterable[str]) -> bool:
    """Whether the groups are bands of a number, but for one of which it is not known."""
    named = [key for key in keys if key != BLANK]
    return any(not key.isdigit() for key in named) and all(BANDED.fullmatch(key) for key in named)


def band_order(key: str) -> tuple[bool, int, str]:
    """Bands by where they begin, the unknown last."""
    begin = re.match(r"\d+", key)
    return (begin is None, int(begin[0]) if begin else 0, key)


def adds_up(story: Story, metric: str, groups: Sequence[Group], company: Reading) -> bool:
    """Whether the groups' figures are parts of the company's: then they have shares and a rest."""
    if story.readings.metrics[metric].unit not in ADDABLE or company.value is None:
        return False
    total = sum((Decimal(str(group.value or 0)) for group in groups), Decimal(0))
    return abs(total - Decimal(str(company.value))) <= Decimal("0.01") * max(1, len(groups))


def shortened(
    story: Story, groups: list[Group], most: int, *, additive: bool
) -> tuple[list[Group], list[Group]]:
    """At most so many groups, and those that are left out; of parts, the rest is one more group."""
    if len(groups) <= most:
        return groups, []
    dated = all(DATED.fullmatch(group.key) for group in groups)
    if not additive:
        if dated:
            return groups[-most:], groups[:-most]
        # Both ends are news; those in between are told in the note.
        best = (most + 1) // 2
        return [*groups[:best], *groups[best - most :]], groups[best : best - most]
    # Of dated groups the latest are told, and the rest stand for the time before them.
    kept = groups[1 - most :] if dated else groups[: most - 1]
    left = groups[: 1 - most] if dated else groups[most - 1 :]
    name = story.locale.text("splits.rest", count=len(left))
    total = float(sum(Decimal(str(group.value or 0)) for group in left))
    counts = [group.n for group in left if group.n is not None]
    rest = Group("", name, total, sum(counts) if counts else None, is_rest=True)
    return ([rest, *kept] if dated else [*kept, rest]), []
