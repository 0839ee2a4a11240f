"""Magic number on annual recurring revenue."""

import pytest

from reportgen.measure.metrics.magic_number import magic_number
from reportgen.measure.metrics.magic_number_on_annual_recurring_revenue import (
    magic_number_on_annual_recurring_revenue,
)
from tests.measure.house import house

NAME = "magic_number_on_annual_recurring_revenue"


@pytest.mark.parametrize("choice", ["revenue", "annual_recurring_revenue"])
def test_the_packs_choice_does_not_move_it(choice: str) -> None:
    """93,600 / 27,000 = 3.4667."""
    figures = house(magic_number, magic_number_on_annual_recurring_revenue, magic_number=choice)
    reading = figures.get(NAME, "2025Q4")
    assert reading.value == pytest.approx(93_600 / 27_000)
    same = figures.get("magic_number", "2025Q4").value == reading.value
    assert same == (choice == "annual_recurring_revenue")
