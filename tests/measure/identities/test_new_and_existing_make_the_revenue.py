from __future__ import annotations

import pytest

from reportgen.measure.identities.new_and_existing_make_the_revenue import (
    new_and_existing_make_the_revenue,
)
from tests.measure.bent import bent, refusals


@pytest.mark.parametrize("which", ["new", "existing"])
def test_a_part_that_is_a_euro_too_high_is_found(which: str) -> None:
    figures = bent(f"revenue_from_{which}_customers", {"value": 1, "exact": 1}, split_by="")
    (problem,) = refusals(new_and_existing_make_the_revenue, figures)
    assert "in 2025Q4" in problem.what
    assert "a difference of 1.0" in problem.what
