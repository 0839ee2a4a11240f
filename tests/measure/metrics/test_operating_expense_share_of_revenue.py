"""Operating expenses as a share of revenue."""

import pytest

from reportgen.measure.metrics.operating_expense_share_of_revenue import (
    operating_expense_share_of_revenue,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.quarter import LEDGER
from tests.measure.readings import readings

NAME = "operating_expense_share_of_revenue"


def test_the_three_and_each_of_them() -> None:
    """850 of 1,000: 30, 40 and 15 %; cost of goods sold and depreciation are none of them."""
    figures = readings(operating_expense_share_of_revenue, tables={"ledger": frame(LEDGER)})
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.85, 850, 1_000)
    shares = {r.split: r.value for (p, _, _), r in figures.of(NAME).items() if p == "2025Q4"}
    assert shares == {"": 0.85, "sm": 0.3, "rd": 0.4, "ga": 0.15}


def test_a_ledger_that_lacks_one_of_them_has_no_sum() -> None:
    """House example: sales and marketing alone are 27.1 %; the sum would be too good."""
    figures = house(operating_expense_share_of_revenue)
    assert figures.get(NAME, "2025Q4").missing == "no_data"
    assert figures.get(NAME, "2025Q4", "part", "sm").value == pytest.approx(300 / 1_107)
    assert figures.get(NAME, "2025Q4", "part", "rd").missing == "no_data"
