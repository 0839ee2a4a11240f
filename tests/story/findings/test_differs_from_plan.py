"""Plan and actual: material or not, favourable by what the key is."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding, all_findings
from reportgen.story.findings.differs_from_plan import differs_from_plan
from tests.story.findings.tell import tell


def found(text: str, locale: str = "en") -> list[Finding]:
    return list(differs_from_plan.find(tell(text, locale=locale)))


@pytest.mark.parametrize(
    ("key", "share", "good", "words"),
    [
        ("sm", 0.15, False, "above plan in Q3 2026: worse than plan, one to act on (a gap of 10%"),
        ("sm", -0.06, True, "below plan in Q3 2026: better than plan, one to watch (a gap of 5%"),
        ("revenue_recurring", -0.05, False, "below plan in Q3 2026: worse than plan"),
        ("revenue_recurring", 0.10, True, "better than plan, one to act on"),
        ("arr", 0.08, True, "Annual recurring revenue was"),
        ("new_arr", -0.12, False, "New annual recurring revenue was"),
        ("cogs", 0.07, False, "worse than plan, one to watch"),
    ],
)
def test_polarity_and_materiality(key: str, share: float, good: bool, words: str) -> None:
    (told,) = found(f"variance_against_plan 2026Q3 {share} numerator={share * 1e6} key={key}")
    assert told.good is good
    assert words in told.text


def test_what_is_not_material_is_not_told() -> None:
    text = "variance_against_plan 2026Q3 0.049 numerator=1 key=sm"
    assert found(text) == []
    assert found("variance_against_plan 2026Q3 - missing=div_zero key=sm") == []


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "Sales and marketing was 150 kSEK (15.0%) above plan in Q3 2026: worse than "
            "plan, one to act on (a gap of 10% or more).",
        ),
        (
            "sv",
            "Kostnaden för sälj och marknad var 150 tkr (15,0 %) högre än planen under Q3 2026: "
            "sämre än plan, bör åtgärdas (10 % eller mer).",
        ),
    ],
)
def test_the_whole_sentence(locale: str, sentence: str) -> None:
    (told,) = found("variance_against_plan 2026Q3 0.15 numerator=150000 key=sm", locale)
    assert told.text.replace("\xa0", " ") == sentence


def test_each_key_keeps_its_finding() -> None:
    """They share the metric, not what they say."""
    story = tell(
        "variance_against_plan 2026Q3 0.15 numerator=1 key=sm\n"
        "variance_against_plan 2026Q3 0.15 numerator=1 key=rd"
    )
    assert [one.split for one in all_findings(story)] == ["rd", "sm"]


def test_an_unknown_key_is_left_to_the_checks() -> None:
    assert found("variance_against_plan 2026Q3 0.15 numerator=1 key=dreams") == []


def test_a_figure_is_the_subject_of_its_sentence_in_swedish() -> None:
    (told,) = found("variance_against_plan 2026Q3 -0.06 numerator=-2 key=cash_balance", "sv")
    assert told.text.startswith("Kassan var 2")
