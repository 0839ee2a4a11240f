"""What is left of the year's plan, by the month."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding
from reportgen.story.findings.year_needs_a_faster_pace import year_needs_a_faster_pace
from tests.story.findings.tell import tell

BEHIND = """
    variance_against_plan YTD2026-09 -0.048 key=new_arr
    actual YTD2026-09 15800000 key=new_arr
    plan FY2026 22700000 key=new_arr
    run_rate_gap YTD2026-09 2300000 key=new_arr
"""
CUSTOMERS = """
    variance_against_plan YTD2026-09 -0.048 key=new_customers
    actual_count YTD2026-09 60 key=new_customers
    plan_count FY2026 86 key=new_customers
    run_rate_gap_count YTD2026-09 8.667 key=new_customers
"""


def found(text: str, locale: str = "en") -> list[Finding]:
    return list(year_needs_a_faster_pace.find(tell(text, locale=locale)))


@pytest.mark.parametrize(
    ("text", "locale", "sentence"),
    [
        (
            BEHIND,
            "en",
            "New annual recurring revenue: 15.8 MSEK of 22.7 MSEK planned for FY 2026 is reached; "
            "the rest takes 2.30 MSEK a month, against 1.76 MSEK so far.",
        ),
        (
            CUSTOMERS,
            "sv",
            "Antalet nya kunder: 60 av 86 enligt planen för helåret 2026 är uppnått; resten kräver 8,7 per "
            "månad, mot 6,7 hittills.",
        ),
    ],
)
def test_what_is_left_takes_more_a_month(text: str, locale: str, sentence: str) -> None:
    """15.8 in nine months is 1.76 a month; the 6.9 that are left take 2.3 in each of three."""
    (told,) = found(text, locale)
    assert told.text.replace("\xa0", " ") == sentence
    assert (told.good, told.first) == (False, True)


def test_a_plan_that_rises_and_is_kept_is_no_news() -> None:
    """Later months are planned higher: ahead of the plan so far, nothing falls short."""
    assert found(BEHIND.replace("-0.048", "0.01")) == []
    assert found(BEHIND.replace("2300000", "2000000")) == []
    assert found(BEHIND.replace("actual YTD2026-09 15800000", "actual YTD2026-09 0")) == []


def test_amounts_and_numbers_of_the_same_are_told_once() -> None:
    (told,) = found(BEHIND + CUSTOMERS)
    assert told.split == "new_arr"
