"""What a card and the scorecard say beside a figure that would mislead alone."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.publish.block import Block, Material
from reportgen.publish.blocks.card import card
from reportgen.publish.blocks.metric_table import metric_table
from reportgen.publish.blocks.problem_fields import problem_fields
from reportgen.publish.blocks.scorecard import scorecard
from reportgen.story.charts.trend import trend
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


# New customers pay 400 in the third quarter and 600 in the fourth; one leaves of 277 customer months
# in the year to the one, three of 280 in the year to the other. The cap of 60 cuts both.
DEARER = """
    A 20 400 2023-11 2025-12
    A 1 400 2023-11 2025-07
    A 2 400 2023-11 2025-10
    A 2 400 2025-08 2025-12
    A 2 600 2025-11 2025-12
"""


@pytest.fixture(scope="module")
def dearer() -> Material:
    """Everything is computed once for the tests below."""
    given: dict[str, Any] = dict(tables(DEARER, spend="1000"))
    return material(**given)


@pytest.mark.parametrize("block", [card, scorecard])
def test_a_change_is_told_without_the_cap_and_is_neither_good_nor_bad(
    dearer: Material, block: Block
) -> None:
    """With the cap 18,000 and 27,000, half as much again; without it 83,100 and 42,000."""

    def change(metric: str) -> tuple[str, str, str]:
        values: Any = block.prepare(dearer, metric)
        told = (values if block is card else values["rows"][0])["previous"]
        return told["text"], told["tone"], told["qualified"]

    assert change("customer_lifetime_value") == ("−49.5%", "even", "without the cap")
    # 277.0 and 93.3 months, which are printed as 60.0 both.
    assert change("customer_lifetime") == ("−183.7\u00a0months", "even", "without the cap")
    # What stands on no lifetime keeps its colour.
    assert change("annual_recurring_revenue") == ("+4.2%", "good", "")


def test_a_lifetime_cut_at_one_end_only_is_told_without_the_cap_too() -> None:
    """One of 277, then six of 277: 46.2 months, below the cap; from 83,100 to 600 x 75 % x 46.2."""
    lives = DEARER.replace("A 2 400 2023-11 2025-10", "A 5 400 2023-11 2025-10").replace(
        "A 20 400", "A 17 400"
    )
    said = row(card, "customer_lifetime_value", **dict(tables(lives)))
    assert said["beside"] == ""
    assert (said["previous"]["text"], said["previous"]["tone"]) == ("−75.0%", "even")


def test_where_nobody_left_there_is_nothing_to_compare() -> None:
    """Without the cap the lifetime has no end."""
    lives = DEARER.replace("A 1 400 2023-11 2025-07", "A 1 400 2023-11 2025-12")
    change = row(card, "customer_lifetime_value", **dict(tables(lives)))["previous"]
    assert (change["text"], change["tone"]) == ("not compared", "even")
    assert change["qualified"] == "lifetime at the cap"


def test_a_headline_does_not_say_what_the_cap_made(dearer: Material) -> None:
    """No "grew": the level, and that the cap is in it."""
    shown = trend.picture(dearer.story, "customer_lifetime_value", step="quarter")
    assert shown is not None
    assert shown.title.endswith("27.0\u00a0kEUR in Q4 2025, the lifetime capped at 60 months")
