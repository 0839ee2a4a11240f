"""Customer lifetime value in the loyalty case."""

import pytest

from reportgen.measure.metrics.loyalty_case_customer_value import loyalty_case_customer_value
from tests.measure.loyalty import END, TWO_PER_CENT, case

NAME = "loyalty_case_customer_value"


def test_a_customer_of_a_segment_and_of_all() -> None:
    """400 x 75 % / 2 % = 15,000; B: 900 x 75 % x 60 = 40,500; all: (1.8 + 0.405 million) / 130."""
    figures = case(loyalty_case_customer_value, lives=TWO_PER_CENT + "B 10 900 2024-11 2025-12")
    row = figures.get(NAME, END, "segment", "A")
    assert row.value == pytest.approx(15_000)
    assert (row.denominator, row.n) == (120, 120)
    assert figures.get(NAME, END, "segment", "B").value == pytest.approx(40_500)
    assert figures.get(NAME, END).value == pytest.approx(2_205_000 / 130)
    assert figures.get(NAME, END).n == 130


def test_nobody_is_left_of_a_segment() -> None:
    """There is no average customer of it; the others still have one."""
    lost = TWO_PER_CENT + "L 5 100 2024-11 2025-06"
    figures = case(loyalty_case_customer_value, lives=lost, segments=["A", "L"])
    assert figures.get(NAME, END, "segment", "L").missing == "div_zero"
    assert figures.get(NAME, END).value == pytest.approx(15_000)


def test_without_a_margin_there_is_none() -> None:
    """Value is earned from margin."""
    assert (
        case(loyalty_case_customer_value, leave_out=("ledger",)).get(NAME, END).missing == "no_data"
    )
    loss = case(loyalty_case_customer_value, margin="-1").get(NAME, END)
    assert loss.missing == "not_meaningful"
