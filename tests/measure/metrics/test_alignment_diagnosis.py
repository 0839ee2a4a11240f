"""Alignment diagnosis, against the average."""

import pytest

from reportgen.measure.metrics.alignment_diagnosis import alignment_diagnosis
from tests.measure.house import house
from tests.measure.matrix import CELL, END, matrix
from tests.measure.readings import readings

NAME = "alignment_diagnosis"


def test_what_pulls_the_company_down() -> None:
    """The company's net is (600 - 1,800) / 10,000 = -12 %; each cell beside that of its own start."""
    figures = matrix(alignment_diagnosis)
    assert {r.split: r.value for r in figures.groups(NAME, CELL)} == {
        "ENT+Core": pytest.approx(600 + 720),
        "ENT+Add": pytest.approx(120),
        "SMB+Core": pytest.approx(-800 + 240),
        "SMB+Add": pytest.approx(-1_000 + 120),
    }
    cell = figures.get(NAME, END, CELL, "SMB+Add")
    assert (cell.numerator, cell.denominator, cell.n) == (-1_000, 1_000, 2)


def test_each_way_to_part_the_company_sums_to_nothing() -> None:
    """What some lack against the average, others have above it."""
    for figures in (matrix(alignment_diagnosis), house(alignment_diagnosis)):
        assert figures.get(NAME, END).value == pytest.approx(0)
        for split_by in ("segment", "product_line", CELL):
            assert sum(r.value or 0 for r in figures.groups(NAME, split_by)) == pytest.approx(0)


def test_the_house_example() -> None:
    """MM: -3,000 + 200 / 32,000 x 7,000 = -2,956.25."""
    figures = house(alignment_diagnosis)
    assert figures.get(NAME, END, "segment", "MM").value == pytest.approx(-2_956.25)
    assert figures.get(NAME, END, "segment", "ENT").value == pytest.approx(3_650)


def test_one_segment_is_its_own_average() -> None:
    """0, and nothing else can be said."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2023-06 2025-02 100\n"
    revenue += " E2 Core 2023-06 2025-12 100"
    figures = matrix(alignment_diagnosis, revenue=revenue)
    assert figures.get(NAME, END, "segment", "ENT").value == pytest.approx(0)
    assert figures.get(NAME, END, CELL, "ENT+Core").value == pytest.approx(0)


def test_nobody_at_the_start() -> None:
    """No average to hold anybody against."""
    revenue = "customer_id product_line from to mrr\n E1 Core 2023-06 2023-12 100\n"
    revenue += " E2 Core 2025-03 2025-12 100"
    assert matrix(alignment_diagnosis, revenue=revenue).get(NAME, END).missing == "div_zero"
    assert readings(alignment_diagnosis, tables={}).get(NAME, END).missing == "no_data"
