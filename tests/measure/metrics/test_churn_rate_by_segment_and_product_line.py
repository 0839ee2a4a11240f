"""Revenue lost, by segment and product line."""

import pytest

from reportgen.measure.metrics.churn_rate_by_segment_and_product_line import (
    churn_rate_by_segment_and_product_line,
)
from reportgen.measure.metrics.gross_recurring_revenue_churn import gross_recurring_revenue_churn
from reportgen.measure.reading import Readings
from tests.measure.matrix import CELL, END, matrix
from tests.measure.readings import readings

NAME = "churn_rate_by_segment_and_product_line"


def rates(figures: Readings, split_by: str) -> dict[str, float | None]:
    """Value by group."""
    return {r.split: r.value for r in figures.groups(NAME, split_by)}


def test_the_loss_is_in_one_corner() -> None:
    """S1 drops 600 and S2 400 of 1,000 in Add, S2 800 of 2,000 in Core; the large ones lose nothing."""
    figures = matrix(churn_rate_by_segment_and_product_line)
    assert rates(figures, CELL) == {
        "ENT+Core": 0, "ENT+Add": 0, "SMB+Core": pytest.approx(0.4), "SMB+Add": 1,
    }  # fmt: skip
    cell = figures.get(NAME, END, CELL, "SMB+Core")
    assert (cell.numerator, cell.denominator, cell.n) == (800, 2_000, 2)


def test_cells_add_up_to_their_margins() -> None:
    """1,800 of 10,000; 1,800 of 3,000 in SMB; 1,000 of 2,000 in Add."""
    figures = matrix(churn_rate_by_segment_and_product_line, gross_recurring_revenue_churn)
    assert figures.get(NAME, END).value == pytest.approx(0.18)
    assert rates(figures, "segment") == {"ENT": 0, "SMB": pytest.approx(0.6)}
    assert rates(figures, "product_line") == {"Core": pytest.approx(0.1), "Add": 0.5}
    for split_by in ("segment", "product_line", CELL):
        for half, whole in (("numerator", 1_800), ("denominator", 10_000)):
            assert sum(getattr(r, half) for r in figures.groups(NAME, split_by)) == whole
    # The same words as the company's own figure, and the same number.
    other = figures.get("gross_recurring_revenue_churn", END)
    assert figures.get(NAME, END).value == other.value


def test_what_began_within_the_year_has_no_start() -> None:
    """S3's line would be divided by nothing if nobody else had it."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-12  100
        S1           New           2025-03  2025-12  100
    """
    figures = matrix(churn_rate_by_segment_and_product_line, revenue=revenue)
    assert figures.get(NAME, END, CELL, "SMB+New").missing == "div_zero"
    assert figures.get(NAME, END, CELL, "ENT+Core").value == 0


def test_a_segment_that_lost_everybody_lost_all() -> None:
    """100 %, still with its customers of the start."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-12  100
        S1           Core          2023-06  2025-02  100
    """
    figures = matrix(churn_rate_by_segment_and_product_line, revenue=revenue)
    assert figures.get(NAME, END, CELL, "SMB+Core").value == 1
    assert figures.get(NAME, END, CELL, "SMB+Core").n == 1


def test_without_segments_or_lines_only_the_margins_are_known() -> None:
    """No cell is made up of what the exports do not say."""
    figures = matrix(churn_rate_by_segment_and_product_line, customers=None)
    assert figures.splits(NAME) == ["product_line"]
    revenue = "customer_id from to mrr\n E1 2023-06 2025-12 100\n S1 2023-06 2025-03 100"
    figures = matrix(churn_rate_by_segment_and_product_line, revenue=revenue)
    assert figures.splits(NAME) == ["segment"]
    assert figures.get(NAME, END, "segment", "SMB").value == 1
    nothing = readings(churn_rate_by_segment_and_product_line, tables={})
    assert nothing.get(NAME, END).missing == "no_data"


def test_blank_segments_are_a_group_of_their_own() -> None:
    """They are neither lost nor put among others."""
    figures = matrix(
        churn_rate_by_segment_and_product_line,
        customers="customer_id segment\n E1 ENT\n E2 ENT\n S1 SMB\n S2 -\n S3 -",
    )
    assert figures.get(NAME, END, CELL, "(blank)+Core").value == 1
    assert sum(r.numerator or 0 for r in figures.groups(NAME, CELL)) == 1_800
