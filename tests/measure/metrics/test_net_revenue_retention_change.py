"""Change in net revenue retention."""

import pytest

from reportgen.measure.metrics.net_revenue_retention import net_revenue_retention
from reportgen.measure.metrics.net_revenue_retention_change import net_revenue_retention_change
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NAME = "net_revenue_retention_change"
CUSTOMERS = frame("""
    customer_id  segment
    L            Large
    S            Small
    T            Small
""")
# The large one always stays; of the small ones 80 % is kept over the second quarter, 50 % over the
# third. Weights at the openings: half and half, then 500 : 400.
REVENUE = """
    customer_id  from     to       mrr
    L            2025-01  2025-09  500
    S            2025-01  2025-03  500
    S            2025-04  2025-06  400
    S            2025-07  2025-09  200
"""


def quarter(revenue: str = REVENUE, period: str = "2025Q3") -> dict[tuple[str, str], float | None]:
    """Contributions of a quarter by split and group; the change under ("", "")."""
    tables = {"recurring_revenue": months(revenue), "customers": CUSTOMERS}
    figures = readings(net_revenue_retention_change, tables=tables, period=period)
    found = {("", ""): figures.get(NAME, period).value}
    for split_by in ("segment", "segment+effect"):
        for (label, split), reading in figures.by(NAME, split_by).items():
            if label == period:
                found[split_by, split] = reading.value
    return found


def test_by_hand() -> None:
    """Q2: 900/1000 = 90 %; Q3: 700/900 = 77.8 %. Small: 80 % to 50 % at a mean weight of 47.2 %."""
    found = quarter()
    assert found["", ""] == pytest.approx(7 / 9 - 0.9)
    mean = (7 / 9 + 0.9) / 2
    weight = (0.5 + 4 / 9) / 2
    assert found["segment+effect", "Small+rate"] == pytest.approx(weight * -0.3)
    assert found["segment+effect", "Small+mix"] == pytest.approx((4 / 9 - 0.5) * (0.65 - mean))
    assert found["segment+effect", "Large+rate"] == pytest.approx(0)
    assert found["segment+effect", "Large+mix"] == pytest.approx((5 / 9 - 0.5) * (1 - mean))
    for group in ("Small", "Large"):
        parts = [found["segment+effect", f"{group}+{effect}"] for effect in ("rate", "mix")]
        assert found["segment", group] == pytest.approx(sum(part or 0 for part in parts))


def test_the_worked_example_without_a_shift_of_weights() -> None:
    """90 % to 75 %, both halves of equal weight at both openings: all of it the small ones' rate."""
    revenue = """
        customer_id  from     to       mrr
        L            2025-01  2025-09  500
        S            2025-01  2025-03  500
        S            2025-04  2025-06  400
        T            2025-04  2025-06  100
        S            2025-07  2025-09  250
    """
    found = quarter(revenue)
    assert found["", ""] == pytest.approx(0.75 - 0.9)
    assert found["segment", "Large"] == pytest.approx(0)
    assert found["segment+effect", "Small+mix"] == pytest.approx(0)
    assert found["segment", "Small"] == pytest.approx(-0.15)


def test_retention_falls_by_weights_alone() -> None:
    """Nobody keeps less, but the weaker segment has grown: mix and nothing else (Simpson's)."""
    revenue = """
        customer_id  from     to       mrr
        L            2025-01  2025-09  1000
        S            2025-01  2025-03  100
        S            2025-04  2025-06   50
        T            2025-06  2025-06  950
        T            2025-07  2025-09  450
        S            2025-07  2025-09   50
    """
    found = quarter(revenue)
    assert found["", ""] == pytest.approx(1500 / 2000 - 1050 / 1100)
    rates = [value for (by, split), value in found.items() if split.endswith("+rate")]
    assert rates == [pytest.approx(0), pytest.approx(0)]


def test_a_segment_that_is_new_has_a_mix_and_no_rate() -> None:
    """T comes in the second quarter: nothing of it was to be kept before."""
    revenue = """
        customer_id  from     to       mrr
        L            2025-01  2025-09  500
        T            2025-06  2025-06  500
        T            2025-07  2025-09  250
    """
    found = quarter(revenue)
    assert found["", ""] == pytest.approx(-0.25)
    assert found["segment+effect", "Small+rate"] == pytest.approx(0)
    assert found["segment+effect", "Small+mix"] == pytest.approx(0.5 * (0.5 - 0.875))


def test_a_line_that_customers_added_counts_with_the_line() -> None:
    """All of the rise is the new line's, which the customer did not have before."""
    lines = """
        customer_id  product_line  from     to       mrr
        L            Core          2025-01  2025-09  100
        L            Plus          2025-07  2025-09   20
    """
    figures = readings(
        net_revenue_retention_change,
        tables={"recurring_revenue": months(lines)},
        period="2025Q3",
    )
    change = figures.get(NAME, "2025Q3")
    assert change.value == pytest.approx(0.2)
    found = {
        r.split: r.value for (p, _), r in figures.by(NAME, "product_line").items() if p == "2025Q3"
    }
    assert found == {"Core": pytest.approx(0), "Plus": pytest.approx(0.2)}
    # Retention by line is another figure: it leaves out what was added.
    core = figures.get(NAME, "2025Q3", "product_line", "Core")
    assert (core.numerator, core.denominator) == (None, None)


def test_twelve_months_are_held_against_those_a_quarter_earlier() -> None:
    """The house example: 32,200/32,000 in the year to December."""
    figures = house(net_revenue_retention_change, net_revenue_retention)
    now = figures.get("net_revenue_retention", "TTM2025-12").value
    before = figures.get("net_revenue_retention", "TTM2025-09").value
    assert now == 32_200 / 32_000
    assert before is not None
    reading = figures.at(NAME)
    assert reading.period == "TTM2025-12"
    assert reading.value == pytest.approx(now - before)
    assert (reading.numerator, reading.denominator, reading.n) == (now, before, 6)
    small = figures.get(NAME, "TTM2025-12", "segment", "SMB")
    assert (small.numerator, small.n) == (1.2, 1)


def test_missing_when_either_end_is() -> None:
    """The first window that has a retention has none before it."""
    figures = house(net_revenue_retention_change, net_revenue_retention)
    assert figures.get("net_revenue_retention", "TTM2025-01").value is not None
    assert figures.get(NAME, "TTM2025-01").missing == "insufficient_history"
    assert not [key for key in figures.by(NAME, "segment") if key[0] == "TTM2025-01"]
    assert readings(net_revenue_retention_change, tables={}).at(NAME).missing == "no_data"
