"""More leads, fewer deals."""

from __future__ import annotations

import pytest

from reportgen.story.findings.more_leads_fewer_deals import more_leads_fewer_deals
from tests.story.findings.tell import tell

LAST_YEAR = """
    new_leads 2025Q3 100 exact
    won_deals 2025Q3 20 exact
"""


def told(text: str, locale: str = "en") -> list[str]:
    """The sentences."""
    return [one.text for one in more_leads_fewer_deals.find(tell(text, locale=locale))]


def test_leads_up_and_deals_down_in_a_year() -> None:
    now = LAST_YEAR + "new_leads 2026Q3 150 exact\nwon_deals 2026Q3 12 exact"
    assert told(now) == [
        "New leads rose from 100 in Q3 2025 to 150 in Q3 2026, while won deals fell from 20 to 12."
    ]
    (swedish,) = told(now, "sv")
    assert "medan vunna affärer minskade från 20 till 12" in swedish


def test_else_since_the_period_before() -> None:
    text = """
        new_leads 2026Q2 100 exact
        won_deals 2026Q2 20 exact
        new_leads 2026Q3 150 exact
        won_deals 2026Q3 12 exact
    """
    assert "in Q2 2026" in told(text)[0]


@pytest.mark.parametrize(
    ("leads", "deals"), [("150", "20"), ("150", "19"), ("105", "12"), ("80", "12"), ("150", "-")]
)
def test_nothing_to_tell(leads: str, deals: str) -> None:
    """Deals as many, nearly as many; leads hardly more, fewer; deals unknown."""
    text = f"{LAST_YEAR}\nnew_leads 2026Q3 {leads} exact\nwon_deals 2026Q3 {deals}"
    assert told(text) == []


def test_a_handful_of_deals_is_chance() -> None:
    text = """
        new_leads 2025Q3 100 exact
        won_deals 2025Q3 4 exact
        new_leads 2026Q3 150 exact
        won_deals 2026Q3 2 exact
    """
    assert told(text) == []
