"""Growth that slows and churn that rises against the year before, told before rules of thumb."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding, all_findings
from reportgen.story.findings.turned_in_a_year import turned_in_a_year
from tests.story.findings.tell import tell

SLOWER = """
    growth_year_on_year 2026-09 0.303 n=280
    growth_year_on_year 2025-09 0.389 n=230
"""
CHURN = """
    logo_churn TTM2026-09 0.158 n=570 numerator=90 denominator=570
    logo_churn TTM2025-09 0.099 n=464 numerator=46 denominator=464
"""


def found(text: str, **more: object) -> list[Finding]:
    return list(turned_in_a_year.find(tell(text, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "locale", "sentence"),
    [
        (
            SLOWER,
            "en",
            "Growth, year on year has slowed, from 38.9% in September 2025 to 30.3% in "
            "September 2026 (−8.6 pp).",
        ),
        (
            SLOWER,
            "sv",
            "Tillväxten på ett år har bromsat in, från 38,9 % i september 2025 till 30,3 % "
            "i september 2026 (−8,6 procentenheter).",
        ),
        (
            CHURN,
            "en",
            "Logo churn has risen, from 9.9% in the twelve months to Sep 2025 to 15.8% in "
            "the twelve months to Sep 2026 (+5.9 pp).",
        ),
    ],
)
def test_both_ends_are_named(text: str, locale: str, sentence: str) -> None:
    (told,) = found(text, locale=locale)
    assert told.text.replace("\xa0", " ") == sentence
    assert (told.good, told.first) == (False, True)


def test_a_rise_that_may_be_chance_is_said_so() -> None:
    """The same shares of half as many customers."""
    text = CHURN.replace("570", "285").replace("=90", "=45").replace("464", "232")
    (told,) = found(text.replace("=46", "=23"))
    assert told.text.endswith("pp), which may be chance.")
    assert (told.good, told.first) == (None, False)


def test_better_little_few_or_unknown_is_not_told() -> None:
    """38.9 to 35.0 is a tenth of it; from 2 to 3 per cent is one point."""
    assert found(SLOWER.replace("0.303", "0.45")) == []
    assert found(SLOWER.replace("0.303", "0.35")) == []
    assert found(SLOWER.replace("0.389", "0.03").replace("0.303", "0.02")) == []
    assert found(SLOWER.replace("n=230", "n=3")) == []
    assert found("growth_year_on_year 2026-09 0.303 n=280") == []


def test_what_the_board_has_set_comes_before_rules_of_thumb() -> None:
    """The quick ratio is far below a usual line, but nobody here has decided on it."""
    story = tell(
        "quick_ratio 2026Q3 1.0 n=30\nquick_ratio 2026Q2 5.0 n=30\n"
        "net_revenue_retention TTM2026-09 1.083 n=285\n"
        "win_rate 2026Q3 0.3 n=90\n"
        "cac_payback 2026Q3 14.1 n=21\n"
        "variance_against_plan 2026Q3 -0.053 numerator=-1600000 key=cash_balance\n" + SLOWER,
        targets={"net_revenue_retention": 1.10, "win_rate": 0.25},
        thresholds={"payback_warn": 12},
        known={},
    )
    told = all_findings(story)
    assert [one.metric for one in told][-2:] == ["win_rate", "quick_ratio"]
    assert {one.metric for one in told if one.first} == {
        "net_revenue_retention",
        "cac_payback",
        "cash_balance",
        "growth_year_on_year",
    }
    assert "below the rule of thumb of 4.00×" in told[-1].text
