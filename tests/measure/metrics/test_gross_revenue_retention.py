"""Gross revenue retention."""

import pytest

from reportgen.measure.metrics.gross_revenue_retention import gross_revenue_retention
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "gross_revenue_retention"


def test_each_customer_with_the_smaller_of_both_amounts() -> None:
    """28,500 / 32,000 = 89.0625 %; the flow form would say 84.375 %."""
    reading = house(gross_revenue_retention).get(NAME, "TTM2025-12")
    assert reading.value == 0.890625
    assert (reading.numerator, reading.denominator, reading.n) == (28_500, 32_000, 6)


def test_by_segment() -> None:
    """ENT 100, MM 50, SMB 100 %."""
    figures = house(gross_revenue_retention)
    shares = {s: figures.get(NAME, "TTM2025-12", "segment", s).value for s in ("ENT", "MM", "SMB")}
    assert shares == {"ENT": 1, "MM": 0.5, "SMB": 1}


def test_published_example() -> None:
    """1,970,000 less 90,000 and 35,000: 93.65 %."""
    rows = frame("""
        customer_id  month    mrr
        GROWS        2025-09   500000
        SHRINKS      2025-09  1380000
        LEAVES       2025-09    90000
        GROWS        2025-12   620000
        SHRINKS      2025-12  1345000
    """)
    tables = {"recurring_revenue": rows}
    reading = readings(gross_revenue_retention, tables=tables).get(NAME, "2025Q4")
    assert reading.value == pytest.approx(0.9365, abs=5e-5)


def test_one_customers_expansion_does_not_make_up_for_anothers_loss() -> None:
    """The smaller amount is taken customer by customer, not of the sums."""
    rows = frame("customer_id month mrr\nA 2025-11 100\nB 2025-11 100\nA 2025-12 200\nB 2025-12 50")
    reading = readings(gross_revenue_retention, tables={"recurring_revenue": rows})
    assert reading.get(NAME, "2025-12").value == 0.75


def test_a_line_that_replaces_another_is_kept_at_the_customer() -> None:
    """The customer pays the same; of the old line nothing is left."""
    rows = frame("""
        customer_id  product_line  month    mrr
        A            Old           2025-11  100
        A            Next          2025-12  100
    """)
    figures = readings(gross_revenue_retention, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").value == 1
    assert figures.get(NAME, "2025-12", "product_line", "Old").value == 0


def test_three_per_cent_a_month_are_thirty_one_a_year() -> None:
    """1 - 0.97 ^ 12 = 30.6 % (the page rounds to 31): twelve monthly losses compound."""
    lines = [
        f"A {2024 + (11 + i) // 12}-{(11 + i) % 12 + 1:02} {1_000_000 * 0.97**i:.6f}"
        for i in range(13)
    ]
    rows = frame("\n".join(["customer_id month mrr", *lines]))
    figures = readings(gross_revenue_retention, tables={"recurring_revenue": rows})
    assert figures.get(NAME, "2025-12").value == pytest.approx(0.97)
    kept = figures.get(NAME, "TTM2025-12").value
    assert kept is not None
    assert 1 - kept == pytest.approx(0.306, abs=5e-4)


def test_missing_reasons() -> None:
    """No opening in the file, nobody at the opening, no table."""
    figures = house(gross_revenue_retention)
    assert figures.get(NAME, "FY2024").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q4", "segment", "SMB").missing == "div_zero"
    assert readings(gross_revenue_retention, tables={}).get(NAME, "2025Q4").missing == "no_data"
