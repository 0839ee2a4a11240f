from __future__ import annotations

import pytest

from reportgen.measure.identities.sales_and_marketing_are_part_of_headcount import (
    sales_and_marketing_are_part_of_headcount,
)
from tests.measure.bent import bent, refusals


@pytest.mark.parametrize("more", [1000, -1000])
def test_more_sellers_than_people_or_fewer_than_none(more: float) -> None:
    figures = bent("sales_and_marketing_headcount_share", {"numerator": more})
    (problem,) = refusals(sales_and_marketing_are_part_of_headcount, figures)
    assert "sales and marketing staff" in problem.what
