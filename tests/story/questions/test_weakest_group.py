"""A share without the segment that pulls it down."""

from __future__ import annotations

import pytest

from reportgen.story.questions.weakest_group import weakest_group
from tests.story.questions.ask import ask, facts, plain

NRR = """
    net_revenue_retention TTM2026-09 1.05 n=30 numerator=1050 denominator=1000
    net_revenue_retention TTM2026-09 0.80 segment=Small n=20 numerator=160 denominator=200
    net_revenue_retention TTM2026-09 1.1125 segment=Large n=10 numerator=890 denominator=800
"""


def test_it_leaves_the_group_out_and_divides_again() -> None:
    """890 / 800 = 111.25 % without Small, which is a fifth of the opening revenue."""
    (asked,) = ask(weakest_group, NRR)
    assert plain(asked.text) == (
        "Net revenue retention is 105.0% and would be 111.3% without Small (20% of the recurring "
        "revenue of the customers at the start): what should it be, and by when?"
    )
    assert facts(asked) == {"Whole company": "105.0%", "Large": "111.3%", "Small": "80.0%"}
    assert asked.about == "Small"


def test_of_churn_the_highest_is_the_weakest() -> None:
    text = """
        logo_churn TTM2026-09 0.12 numerator=12 denominator=100 n=100
        logo_churn TTM2026-09 0.20 segment=Small numerator=10 denominator=50 n=50
        logo_churn TTM2026-09 0.04 segment=Large numerator=2 denominator=50 n=50
    """
    (asked,) = ask(weakest_group, text)
    assert "12.0% and would be 4.0% without Small" in asked.text
    (asked,) = ask(weakest_group, text, locale="sv")
    assert plain(asked.text) == (
        "Kundtappet är 12,0 % och hade varit 4,0 % utan Small (50 % av underlaget, kunder vid "
        "periodens början): vilken nivå ska segmentet nå, och när?"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Halves that do not add up: what is left would be no true figure.
        ("numerator=160", "numerator=170"),
        # Too little to ask about.
        ("0.80 segment=Small n=20 numerator=160", "1.04 segment=Small n=20 numerator=208"),
        # Nobody else.
        ("segment=Large", "country=Large"),
    ],
)
def test_silent_otherwise(old: str, new: str) -> None:
    text = NRR.replace(old, new)
    if "208" in new:
        text = text.replace("1.1125", "1.0525").replace("890", "842")
    assert ask(weakest_group, text) == []
