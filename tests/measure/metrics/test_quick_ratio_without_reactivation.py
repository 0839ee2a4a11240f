"""Quick ratio without customers won back."""

import pytest

from reportgen.measure.metrics.quick_ratio_without_reactivation import (
    quick_ratio_without_reactivation,
)
from tests.measure.house import house

NAME = "quick_ratio_without_reactivation"


@pytest.mark.parametrize("choice", [True, False])
def test_the_packs_choice_does_not_move_it(choice: bool) -> None:
    """(5,000 + 4,800) / 5,000 = 1.96."""
    figures = house(quick_ratio_without_reactivation, quick_ratio_with_reactivation=choice)
    assert figures.get(NAME, "FY2025").value == pytest.approx(1.96)
    assert figures.get(NAME, "2025Q4").missing == "infinite"
