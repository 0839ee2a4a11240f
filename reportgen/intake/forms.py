"""How a file writes its numbers and days, gathered from all of its rows before any is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.intake.day import Order
from reportgen.intake.dialect import Evidence, decided


@dataclass(frozen=True)
class Forms:
    """How the cells of a file are written, by all of its rows that have been seen.

    evidence  column of numbers -> what was seen of its decimal mark
    orders    column of days -> what its slash dates prove
    """

    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    orders: Mapping[str, frozenset[Order]] = field(default_factory=dict)

    def with_later(self, later: Forms) -> Forms:
        """Together with those of rows further down."""
        evidence = {
            name: self.evidence.get(name, Evidence()).with_later(found)
            for name, found in later.evidence.items()
        }
        orders = {
            name: self.orders.get(name, frozenset()) | found for name, found in later.orders.items()
        }
        return Forms(evidence, orders)

    def reading(self) -> object:
        """All on which the value of a cell depends: equal ones read every cell alike."""
        return decided(self.evidence), self.orders
