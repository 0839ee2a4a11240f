"""Revenue per customer that the loyalty case needs."""

import pytest

from reportgen.measure.metrics.loyalty_case_price_needed import loyalty_case_price_needed
from tests.measure.loyalty import END, TWO_PER_CENT, case

NAME = "loyalty_case_price_needed"


def test_by_larger_purchases_and_cross_sell() -> None:
    """400 x 1.10 = 440, also when cross-sell shares it; by lifetimes alone the price stays."""
    for levers in (["size"], ["cross_sell"], ["size", "cross_sell"]):
        row = case(loyalty_case_price_needed, levers={"A": levers})
        assert row.get(NAME, END, "segment+level", "A+10").value == pytest.approx(440)
    row = case(loyalty_case_price_needed)
    assert row.get(NAME, END, "segment+level", "A+10").value == pytest.approx(400)


def test_where_nobody_leaves_the_price_rises_instead() -> None:
    """900 x 1.10, since nobody can stay longer; a pack that names its levers is taken at its word."""
    lives = TWO_PER_CENT + "B 10 900 2024-11 2025-12"
    row = case(loyalty_case_price_needed, lives=lives).get(NAME, END, "segment+level", "B+10")
    assert row.value == pytest.approx(990)
    figures = case(loyalty_case_price_needed, lives=lives, levers={"B": ["lifetime"]})
    assert figures.get(NAME, END, "segment+level", "B+10").value == pytest.approx(900)


def test_nobody_is_left() -> None:
    """No customers, no price."""
    lost = TWO_PER_CENT + "L 5 100 2024-11 2025-06"
    row = case(loyalty_case_price_needed, lives=lost, segments=["A", "L"])
    assert row.get(NAME, END, "segment+level", "L+10").missing == "div_zero"
