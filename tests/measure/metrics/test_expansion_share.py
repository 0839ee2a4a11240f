"""Expansion share."""

import pytest

from reportgen.measure.metrics.expansion_share import expansion_share
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "expansion_share"


def test_expansion_over_all_that_was_added() -> None:
    """2,800 / (3,000 + 2,800 + 2,000); 4,800 / 11,800 in the year."""
    figures = house(expansion_share)
    quarter = figures.get(NAME, "2025Q4")
    assert (quarter.numerator, quarter.denominator) == (2_800, 7_800)
    assert quarter.value == pytest.approx(0.358974, abs=1e-6)
    assert figures.get(NAME, "FY2025").value == pytest.approx(4_800 / 11_800)


def test_nothing_added_is_no_share() -> None:
    """July 2025: nobody came, nobody grew."""
    assert house(expansion_share).get(NAME, "2025-07").missing == "div_zero"


def test_only_expansion_is_all_of_it() -> None:
    """December: 1,100 of 1,100."""
    assert house(expansion_share).get(NAME, "2025-12").value == 1


def test_a_product_line_that_shrank_at_growing_customers_has_no_share() -> None:
    """-50 of -50 would read as 100 %."""
    rows = frame("""
        customer_id  product_line  month    mrr
        A            Core          2025-11  100
        A            Plus          2025-11   50
        A            Core          2025-12  300
    """)
    figures = readings(expansion_share, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12", "product_line", "Plus").missing == "not_meaningful"
    assert figures.get(NAME, "2025-12").value == 1


def test_no_figure_without_an_opening() -> None:
    """The first loaded month has no movements."""
    assert house(expansion_share).get(NAME, "2024-01").missing == "insufficient_history"
    assert readings(expansion_share, tables={}).get(NAME, "2025Q4").missing == "no_data"
