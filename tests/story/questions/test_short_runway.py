"""Cash for less than a year and a half."""

from __future__ import annotations

from reportgen.story.questions.short_runway import short_runway
from tests.story.questions.ask import ask, facts, plain

RUNWAY = """
    runway 2026-09 14
    cash_balance 2026-09 28000000 exact
    net_burn 2026Q3 2000000
"""


def test_it_asks_for_the_plan() -> None:
    (asked,) = ask(short_runway, RUNWAY)
    assert plain(asked.text) == (
        "The cash lasts 14.0 months, less than 18.0 months: what is the plan?"
    )
    assert list(facts(asked).values()) == ["28.0 MSEK", "2.00 MSEK"]


def test_the_shorter_the_heavier() -> None:
    (long,), (short,) = (
        ask(short_runway, RUNWAY),
        ask(short_runway, RUNWAY.replace("09 14", "09 6")),
    )
    assert short.weight > long.weight > 1.3


def test_long_enough_generative_or_by_the_packs_own_line() -> None:
    assert ask(short_runway, RUNWAY.replace("09 14", "09 18")) == []
    assert ask(short_runway, "runway 2026-09 - missing=cash_generative") == []
    assert ask(short_runway, RUNWAY, thresholds={"runway": 12}) == []


def test_of_two_runways_the_shorter_counts() -> None:
    """20 months of burn, but 12 with what is repaid: the question is asked, with both."""
    (asked,) = ask(
        short_runway, RUNWAY.replace("09 14", "09 20") + "runway_with_financing 2026-09 12"
    )
    assert plain(asked.text) == (
        "With what is repaid and borrowed the cash lasts 12.0 months, less than 18.0 months: "
        "what is the plan?"
    )
    assert next(iter(facts(asked).values())) == "20.0 months"
