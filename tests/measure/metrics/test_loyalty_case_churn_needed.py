"""Monthly churn that the loyalty case needs."""

import pytest

from reportgen.measure.metrics.loyalty_case_churn_needed import loyalty_case_churn_needed
from tests.measure.loyalty import END, TWO_PER_CENT, case

NAME = "loyalty_case_churn_needed"


def test_lifetimes_alone() -> None:
    """2 % / 1.10 = 1.818 %."""
    row = case(loyalty_case_churn_needed).get(NAME, END, "segment+level", "A+10")
    assert row.value == pytest.approx(0.02 / 1.1)
    assert row.numerator == pytest.approx(0.02)


def test_two_levers_share_the_rise() -> None:
    """Each rises by the root of 1.21, so that they multiply to it."""
    levers = {"A": ["lifetime", "size"]}
    row = case(loyalty_case_churn_needed, levers=levers, levels=[0.21])
    assert row.get(NAME, END, "segment+level", "A+21").value == pytest.approx(0.02 / 1.1)


def test_where_other_levers_are_named_churn_may_stay() -> None:
    """The whole rise comes by price."""
    row = case(loyalty_case_churn_needed, levers={"A": ["size"]})
    assert row.get(NAME, END, "segment+level", "A+10").value == pytest.approx(0.02)


def test_where_nobody_leaves_churn_cannot_fall() -> None:
    """No goal, rather than one of 0 %."""
    lives = TWO_PER_CENT + "B 10 900 2024-11 2025-12"
    figures = case(loyalty_case_churn_needed, lives=lives)
    assert figures.get(NAME, END, "segment+level", "B+10").missing == "infinite"
    assert figures.get(NAME, END).missing == "not_meaningful"
    assert (
        case(loyalty_case_churn_needed, leave_out=("customers",)).get(NAME, END).missing
        == "no_data"
    )
