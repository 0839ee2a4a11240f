"""On the wrong side for longer."""

from __future__ import annotations

from reportgen.story.questions.stays_beyond_warning_line import stays_beyond_warning_line
from tests.story.questions.ask import ask, plain

RUN = """
    cac_payback 2026Q3 14.2
    cac_payback 2026Q2 13.0
    cac_payback 2026Q1 12.5
    cac_payback 2025Q4 11.0
"""


def test_it_counts_the_periods_and_says_which_way_it_goes() -> None:
    (asked,) = ask(stays_beyond_warning_line, RUN)
    assert plain(asked.text) == (
        "CAC payback is 14.2 months, has been above the rule of thumb of 12.0 months for three "
        "quarters and is farther from it than before (13.0 months): when does it turn?"
    )
    (asked,) = ask(stays_beyond_warning_line, RUN, locale="sv")
    assert plain(asked.text) == (
        "CAC-återbetalningstiden är 14,2 mån, har i tre kvartal legat över tumregeln 12,0 "
        "mån och är längre från den än tidigare (13,0 mån): när vänder det?"
    )


def test_below_is_said_of_a_line_that_holds_from_below() -> None:
    (asked,) = ask(stays_beyond_warning_line, "quick_ratio 2026Q3 3.3\nquick_ratio 2026Q2 3.3")
    assert plain(asked.text).startswith("Quick ratio is 3.30× and has been below the rule of thumb")


def test_on_its_way_back_it_weighs_less() -> None:
    (back,) = ask(stays_beyond_warning_line, "cac_payback 2026Q3 12.5\ncac_payback 2026Q2 13.0")
    assert "when will it be back?" in back.text
    (away,) = ask(stays_beyond_warning_line, RUN)
    assert away.weight > back.weight


def test_a_step_that_nobody_sees_is_not_farther() -> None:
    """From 13.0 to 13.1 against a line of 12: less than two per cent of it."""
    (asked,) = ask(stays_beyond_warning_line, "cac_payback 2026Q3 13.1\ncac_payback 2026Q2 13.0")
    assert "farther" not in asked.text


def test_what_was_passed_now_is_another_question() -> None:
    assert ask(stays_beyond_warning_line, "cac_payback 2026Q3 14\ncac_payback 2026Q2 11") == []
