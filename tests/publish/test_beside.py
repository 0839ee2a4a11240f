"""What a card and the scorecard say beside a figure that would mislead alone."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.publish.block import Block
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.scorecard import scorecard
from tests.ascii_table import frame
from tests.measure.metrics.test_runway_with_financing import REPAID
from tests.publish.test_small_numbers import material


def row(block: Block, *arguments: Any, **tables: Any) -> dict[str, Any]:
    """A card, or the only row of a scorecard."""
    values = block.prepare(material(**tables), *arguments)
    assert isinstance(values, dict)
    return values if block is card else values["rows"][0]


@pytest.mark.parametrize("block", [card, scorecard])
def test_the_longer_runway_does_not_stand_alone(block: Block) -> None:
    """8.0 months of burn; with what is repaid 4.0."""
    said = row(block, "runway", cash=REPAID)
    assert said["value"] == "8.0\u00a0months"
    assert said["beside"] == "Runway, financing included: 4.0\u00a0months"


def test_what_says_the_same_is_not_said_twice() -> None:
    """Without loans both runways are one."""
    cash = frame("month cash_end\n2025-09 120\n2025-10 100\n2025-11 80\n2025-12 60")
    assert row(card, "runway", cash=cash)["beside"] == ""
    assert row(card, "cash_balance", cash=REPAID)["beside"] == ""
