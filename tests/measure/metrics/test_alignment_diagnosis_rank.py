"""Place in the alignment diagnosis."""

from reportgen.measure.metrics.alignment_diagnosis_rank import alignment_diagnosis_rank
from reportgen.measure.reading import Readings
from tests.measure.matrix import CELL, END, matrix
from tests.measure.readings import readings

NAME = "alignment_diagnosis_rank"


def places(figures: Readings, split_by: str) -> dict[str, float | None]:
    """Place by group."""
    return {r.split: r.value for r in figures.groups(NAME, split_by)}


def test_the_first_pulls_most() -> None:
    """-880, -560, 120, 1,320; SMB before ENT, Add before Core."""
    figures = matrix(alignment_diagnosis_rank)
    assert places(figures, CELL) == {"SMB+Add": 1, "SMB+Core": 2, "ENT+Add": 3, "ENT+Core": 4}
    assert places(figures, "segment") == {"SMB": 1, "ENT": 2}
    assert places(figures, "product_line") == {"Add": 1, "Core": 2}
    assert figures.get(NAME, END).missing == "not_meaningful"


def test_equal_ones_share_a_place_and_empty_ones_have_none() -> None:
    """Two segments that stand still, and one whose only customer left years ago."""
    revenue = """
        customer_id  product_line  from     to       mrr
        E1           Core          2023-06  2025-12  100
        S1           Core          2023-06  2025-12  100
        X1           Core          2023-06  2023-12  100
    """
    customers = "customer_id segment\n E1 ENT\n S1 SMB\n X1 OLD"
    figures = matrix(alignment_diagnosis_rank, revenue=revenue, customers=customers)
    assert places(figures, "segment") == {"ENT": 1, "SMB": 1, "OLD": None}
    assert figures.get(NAME, END, "segment", "OLD").missing == "div_zero"
    assert readings(alignment_diagnosis_rank, tables={}).get(NAME, END).missing == "no_data"
