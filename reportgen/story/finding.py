"""The kind "finding": a sentence of which every clause is bound to a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.story.story import Story


@dataclass(frozen=True)
class Finding:
    """One sentence, with what it is about and how much it matters.

    weight  larger is told earlier; comparable between kinds (1.0 = worth a board's minute)
    good    True, False, or None where neither can be said
    """

    kind: str
    metric: str
    text: str
    weight: float
    good: bool | None = None
    split_by: str = ""
    split: str = ""


@dataclass(frozen=True)
class FindingKind:
    """A kind of sentence that looks at every metric."""

    name: str
    find: Callable[[Story], Iterable[Finding]]


def finding(find: Callable[[Story], Iterable[Finding]]) -> FindingKind:
    """Declare the function below as the kind of finding of its name."""
    return FindingKind(find.__name__, find)
