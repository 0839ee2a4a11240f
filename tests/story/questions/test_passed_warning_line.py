"""A line that was passed this period, and the parts of the change."""

from __future__ import annotations

from reportgen.story.questions.passed_warning_line import passed_warning_line
from tests.story.questions.ask import ask, facts, plain

PASSED = """
    cac_payback 2026Q3 14.2 n=12
    cac_payback 2026Q2 11.0 n=12
"""
PARTS = """
    cac_payback_change 2026Q3 3.2 n=12
    cac_payback_change 2026Q3 2.5 factor=spend n=12
    cac_payback_change 2026Q3 0.9 factor=number_of_new_customers n=12
    cac_payback_change 2026Q3 -0.3 factor=price_per_new_customer n=12
    cac_payback_change 2026Q3 0.1 factor=gross_margin n=12
"""


def test_it_names_the_line_and_both_figures() -> None:
    (asked,) = ask(passed_warning_line, PASSED)
    assert plain(asked.text) == (
        "CAC payback passed the rule of thumb of 12.0 months, from 11.0 months (Q2 2026) to "
        "14.2 months: what is done about it?"
    )
    (swedish,) = ask(passed_warning_line, PASSED, locale="sv")
    assert swedish.text.startswith("CAC-återbetalningstiden passerade tumregeln")
    assert facts(asked) == {
        "CAC payback, Q2 2026": "11.0 months",
        "CAC payback, Q3 2026": "14.2 months",
    }


def test_with_parts_it_asks_for_the_part_and_has_the_largest_three_beside() -> None:
    (asked,) = ask(passed_warning_line, PASSED + PARTS, locale="sv")
    assert asked.text.endswith("vilken del av ökningen ska tas tillbaka?")
    shown = facts(asked)
    assert shown["Kostnad"] == "+2,5 mån"
    assert shown["Antal nya kunder"] == "+0,9 mån"
    assert "Bruttomarginal" not in shown
    assert asked.metrics == ("cac_payback", "cac_payback_change")


def test_neither_on_the_right_side_nor_since_before_nor_without_a_figure_before() -> None:
    for text in (
        "cac_payback 2026Q3 11.5\ncac_payback 2026Q2 11.0",
        "cac_payback 2026Q3 14.2\ncac_payback 2026Q2 13.0",
        "cac_payback 2026Q3 14.2",
        "cac_payback 2026Q3 - missing=div_zero\ncac_payback 2026Q2 11.0",
    ):
        assert ask(passed_warning_line, text) == []


def test_it_works_for_every_metric_with_a_line() -> None:
    """A lower line, and one that only the pack has."""
    text = "gross_margin 2026Q3 0.68\ngross_margin 2026Q2 0.72"
    (asked,) = ask(passed_warning_line, text, thresholds={"gross_margin": 0.70})
    assert "Gross margin passed the warning line of 70.0%" in asked.text
