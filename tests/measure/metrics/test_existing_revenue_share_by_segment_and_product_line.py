"""Share of existing business, by segment and product line."""

import pytest

from reportgen.measure.metrics.existing_revenue_share_by_segment_and_product_line import (
    existing_revenue_share_by_segment_and_product_line,
)
from reportgen.measure.metrics.revenue_from_existing_customers import (
    revenue_from_existing_customers,
)
from tests.measure.matrix import CELL, END, matrix

NAME = "existing_revenue_share_by_segment_and_product_line"


def test_who_brings_the_existing_business() -> None:
    """2025 without S3: ENT+Core 75,600, ENT+Add 12,000, SMB+Core 17,600, SMB+Add 3,400."""
    figures = matrix(
        existing_revenue_share_by_segment_and_product_line, revenue_from_existing_customers
    )
    whole = 108_600
    assert figures.get("revenue_from_existing_customers", END).value == whole
    assert {r.split: r.value for r in figures.groups(NAME, CELL)} == {
        "ENT+Core": pytest.approx(75_600 / whole),
        "ENT+Add": pytest.approx(12_000 / whole),
        "SMB+Core": pytest.approx(17_600 / whole),
        "SMB+Add": pytest.approx(3_400 / whole),
    }
    cell = figures.get(NAME, END, CELL, "SMB+Core")
    assert (cell.numerator, cell.denominator) == (17_600, whole)


def test_shares_sum_to_one() -> None:
    """By segments, by product lines and by both."""
    figures = matrix(existing_revenue_share_by_segment_and_product_line)
    assert figures.get(NAME, END).value == 1
    for split_by in ("segment", "product_line", CELL):
        assert sum(r.value or 0 for r in figures.groups(NAME, split_by)) == pytest.approx(1)


def test_a_company_of_new_customers_has_nothing_to_share() -> None:
    """Nobody existed before the year."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2023-06 2024-03 100\n"
    revenue += " E2 Core 2025-02 2025-12 100"
    figures = matrix(existing_revenue_share_by_segment_and_product_line, revenue=revenue)
    assert figures.get(NAME, END).missing == "div_zero"
    assert figures.get(NAME, END, CELL, "ENT+Core").missing == "div_zero"
