"""What a card and the scorecard say beside a figure that would mislead alone."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.publish.block import Block
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.problem_fields import problem_fields
from reportgen.publish.blocks.scorecard import scorecard
from tests.ascii_table import frame
from tests.measure.loyalty import TWO_PER_CENT, tables
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


# One of ten customers leaves in two years, two come in the last quarter.
STAY = """
    A 1 400 2023-11 2025-11
    A 9 400 2023-11 2025-12
    A 2 400 2025-11 2025-12
"""
STAYING: dict[str, Any] = dict(tables(STAY, spend="1000"))


@pytest.mark.parametrize("metric", ["customer_lifetime_value", "lifetime_value_to_cac"])
def test_a_value_on_a_capped_lifetime_says_what_the_cap_does(metric: str) -> None:
    """122 customer months, 1 left: 122 months, of which 60 count."""
    said = row(card, metric, **STAYING)
    assert said["beside"] == "lifetime capped at 60 months; without the cap 122.0\u00a0months"
    table = metric_table.prepare(material(**STAYING), metric)
    assert isinstance(table, dict)
    assert table["capped"][0].endswith(": " + said["beside"] + ".")


def test_a_lifetime_below_the_cap_says_nothing() -> None:
    """Two of a hundred a month leave: 50 months."""
    said = row(card, "customer_lifetime", **tables(TWO_PER_CENT))
    assert (said["value"], said["beside"]) == ("50.0\u00a0months", "")


def test_two_lifetimes_that_the_cap_has_cut_are_not_compared() -> None:
    """60 and 60: both are the cap, and nothing is said of a change."""
    fields = problem_fields.prepare(material(**STAYING))
    assert isinstance(fields, dict)
    lifetime = next(
        row for row in fields["rows"] if row["indicator"].startswith("Customer lifetime")
    )
    assert lifetime["now"] == "60.0\u00a0months (cap)"
    assert lifetime["before"] == "the cap too: no comparison"
