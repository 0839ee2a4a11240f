"""A split of which only the part that is not known exists, and the column that would tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportgen.measure.blank import BLANK

if TYPE_CHECKING:
    from reportgen.story.story import Story

# Splits that are computed: what stands for not known, and the column from which they are.
COMPUTED = {"axis": ("unallocated", "seats")}


def only_unknown(by: str, groups: Iterable[str]) -> bool:
    """Whether these groups of a split, those that have a figure, are only what is not known."""
    return set(groups) == {COMPUTED.get(by, (BLANK, by))[0]}


def column_that_would_tell(story: Story, metric: str, by: str) -> str:
    """The column that the exports lack for a split of the report period; empty when they have it."""
    groups = [reading.split for reading in story.readings.groups(metric, by) if reading.value]
    return COMPUTED.get(by, (BLANK, by))[1] if only_unknown(by, groups) else ""
