from __future__ import annotations

import pytest

from reportgen.measure.identities.segments_sum_to_the_whole import segments_sum_to_the_whole
from tests.measure.bent import bent, refusals


@pytest.mark.parametrize("metric", ["recurring_revenue", "customers"])
def test_a_group_that_is_one_too_high_is_found(metric: str) -> None:
    (problem, *_) = refusals(
        segments_sum_to_the_whole, bent(metric, {"value": 1, "exact": 1}, split_by="segment")
    )
    assert f"{metric} of each segment summed in 2025-12" in problem.what
