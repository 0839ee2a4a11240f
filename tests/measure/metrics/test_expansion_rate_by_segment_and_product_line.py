"""Revenue expanded, by segment and product line."""

import pytest

from reportgen.measure.metrics.expansion_rate_by_segment_and_product_line import (
    expansion_rate_by_segment_and_product_line,
)
from tests.measure.house import house
from tests.measure.matrix import CELL, END, matrix

NAME = "expansion_rate_by_segment_and_product_line"


def test_upgrades_are_in_one_corner() -> None:
    """E1 adds 600 to Core: 10 % of 6,000, 6 % of all; a new customer is no expansion."""
    figures = matrix(expansion_rate_by_segment_and_product_line)
    assert {r.split: r.value for r in figures.groups(NAME, CELL)} == {
        "ENT+Core": pytest.approx(0.1), "ENT+Add": 0, "SMB+Core": 0, "SMB+Add": 0,
    }  # fmt: skip
    assert figures.get(NAME, END).value == pytest.approx(0.06)
    assert figures.get(NAME, END, "segment", "ENT").value == pytest.approx(600 / 7_000)
    assert figures.get(NAME, END, CELL, "ENT+Core").n == 2


def test_the_house_example() -> None:
    """4,800 of 32,000; a line added within the year has no start to be measured by."""
    figures = house(expansion_rate_by_segment_and_product_line)
    assert figures.get(NAME, END).value == pytest.approx(0.15)
    assert figures.get(NAME, END, CELL, "MM+Addon").missing == "div_zero"
    assert figures.get(NAME, END, CELL, "MM+Core").value == pytest.approx(500 / 7_000)
    assert figures.get(NAME, "2025Q4").missing == "no_data"


def test_one_segment_and_one_line() -> None:
    """The only cell is the company."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2023-06 2025-06 100\n"
    revenue += " E1 Core 2025-07 2025-12 130"
    figures = matrix(expansion_rate_by_segment_and_product_line, revenue=revenue)
    assert figures.get(NAME, END, CELL, "ENT+Core").value == pytest.approx(0.3)
    assert figures.get(NAME, END).value == pytest.approx(0.3)
