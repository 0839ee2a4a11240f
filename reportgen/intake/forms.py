"""How a file writes its numbers and days, gathered from all of its rows before any is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.intake.amount import both_readings
from reportgen.intake.day_order import DayOrder
from reportgen.intake.dialect import Doubt, Evidence, Seen, decided


@dataclass(frozen=True)
class Forms:
    """How the cells of a file are written, by all of its rows that have been seen.

    evidence  column of numbers -> what was seen of its decimal mark
    orders    column of days -> what its slash dates prove
    """

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    orders: Mapping[str, DayOrder] = field(default_factory=dict)

    def with_later(self, later: Forms) -> Forms:
        """Together with those of rows further down."""
        evidence = {
            name: self.evidence.get(name, Evidence()).with_later(found)
            for name, found in later.evidence.items()
        }
        orders = {
            name: self.orders.get(name, DayOrder()).with_later(found)
            for name, found in later.orders.items()
        }
        return Forms(evidence, orders)

    def reading(self) -> object:
        """All on which the value of a cell depends: equal ones read every cell alike."""
        proved = {name: frozenset(found.proved) for name, found in self.orders.items()}
        return decided(self.evidence), proved


def why_doubtful(doubt: Doubt, evidence: Evidence) -> tuple[Seen, str, str]:
    """The cell by which a decimal mark is in doubt, what is wrong, and what to declare."""
    advice = 'Write locale = "sv" (decimal comma) or "en" (decimal point) under {section}.'
    if doubt is Doubt.CONTRADICTORY:
        first, second = sorted(evidence.marks.values(), key=lambda seen: seen.place)
        what = (
            f"{first.cell!r} and {second.cell!r} (line {second.line}) "
            "cannot be written with the same decimal mark"
        )
        return first, what, advice
    assert evidence.marked
    grouped, decimal = both_readings(evidence.marked.cell)
    what = f"{evidence.marked.cell!r} can be read as {grouped} or as {decimal}, and nothing tells which"
    return evidence.marked, what, advice
