"""Behind what was decided."""

from __future__ import annotations

from reportgen.story.questions.missed_target import missed_target
from tests.story.questions.ask import ask, facts, plain

PAYBACK = "cac_payback 2026Q3 14.1\ncac_payback 2026Q2 15.7"


def test_the_gap_is_said_and_the_target_stands_beside() -> None:
    (asked,) = ask(missed_target, PAYBACK, targets={"cac_payback": 12}, locale="sv")
    assert plain(asked.text) == (
        "CAC-återbetalningstiden var 14,1 mån och missade målet 12,0 mån med "
        "2,1 mån: vad stänger gapet, och när?"
    )
    assert facts(asked)["Mål"] == "12,0 mån"


def test_met_reached_or_without_a_wrong_side() -> None:
    assert ask(missed_target, PAYBACK, targets={"cac_payback": 15}) == []
    assert ask(missed_target, PAYBACK, targets={"cac_payback": 14.1}) == []
    text = "largest_customers_revenue 2026-09 800 exact"
    assert ask(missed_target, text, targets={"largest_customers_revenue": 900}) == []
    assert (
        ask(missed_target, "cac_payback 2026Q3 - missing=div_zero", targets={"cac_payback": 1})
        == []
    )
