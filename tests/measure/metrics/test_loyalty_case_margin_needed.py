"""Gross margin that the loyalty case needs."""

import pytest

from reportgen.measure.metrics.loyalty_case_margin_needed import loyalty_case_margin_needed
from tests.measure.loyalty import END, case

NAME = "loyalty_case_margin_needed"


def test_by_margin() -> None:
    """75 % x 1.10 = 82.5 %."""
    row = case(loyalty_case_margin_needed, levers={"A": ["margin"]})
    assert row.get(NAME, END, "segment+level", "A+10").value == pytest.approx(0.825)
    assert row.get(NAME, END, "segment+level", "A+10").numerator == pytest.approx(0.75)


def test_no_margin_is_above_the_price() -> None:
    """90 % x 1.10 is still possible, 90 % x 1.15 is not."""
    row = case(loyalty_case_margin_needed, levers={"A": ["margin"]}, margin="0.9")
    assert row.get(NAME, END, "segment+level", "A+10").value == pytest.approx(0.99)
    assert row.get(NAME, END, "segment+level", "A+15").missing == "not_meaningful"
