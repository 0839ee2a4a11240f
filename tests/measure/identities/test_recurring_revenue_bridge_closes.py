from __future__ import annotations

from reportgen.measure.identities.recurring_revenue_bridge_closes import (
    recurring_revenue_bridge_closes,
)
from tests.measure.bent import bent, refusals


def test_a_movement_that_is_a_euro_too_high_is_found_with_both_figures() -> None:
    one_more = {"value": 1, "exact": 1}
    figures = bent("recurring_revenue_bridge", one_more, split_by="movement", split="expansion")
    found = refusals(recurring_revenue_bridge_closes, figures)
    assert any(" in 2025Q4 is " in problem.what for problem in found)
    assert all("a difference of 1.0" in problem.what for problem in found)
