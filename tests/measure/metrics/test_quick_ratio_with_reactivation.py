"""Quick ratio with customers won back."""

import pytest

from reportgen.measure.metrics.quick_ratio_with_reactivation import quick_ratio_with_reactivation
from tests.measure.house import house

NAME = "quick_ratio_with_reactivation"
METRICS = (quick_ratio_with_reactivation,)


@pytest.mark.parametrize("choice", [True, False])
def test_the_packs_choice_does_not_move_it(choice: bool) -> None:
    """(5,000 + 4,800 + 2,000) / 5,000 = 2.36."""
    figures = house(*METRICS, quick_ratio_with_reactivation=choice)
    assert figures.get(NAME, "FY2025").value == pytest.approx(2.36)
    assert figures.get(NAME, "2025Q4").missing == "infinite"
