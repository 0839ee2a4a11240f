"""Magic number."""

import pytest

from reportgen.measure.metrics.magic_number import magic_number
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings


def test_four_times_the_rise_of_a_quarters_revenue() -> None:
    """(110,700 - 96,000) x 4 / 27,000 = 2.1778."""
    reading = house(magic_number).get("magic_number", "2025Q4")
    assert reading.value == pytest.approx(2.1778, abs=5e-5)
    assert (reading.numerator, reading.denominator) == (58_800, 27_000)


def test_on_annual_recurring_revenue_when_the_pack_says_so() -> None:
    """93,600 / 27,000 = 3.4667, and the definition names the variant."""
    figures = house(magic_number, magic_number="annual_recurring_revenue")
    assert figures.get("magic_number", "2025Q4").value == pytest.approx(3.4667, abs=5e-5)
    assert "annual recurring revenue" in figures.definitions["magic_number"]


def two_quarters(before: str, after: str, spend: str) -> tuple[float | None, str | None]:
    """Revenue of two quarters and the spend of the first."""
    ledger = frame(f"""
        month    category           amount
        2025-07  revenue_recurring  {before}
        2025-08  sm                 {spend}
        2025-12  revenue_recurring  {after}
    """)
    reading = readings(magic_number, tables={"ledger": ledger}).get("magic_number", "2025Q4")
    return reading.value, reading.missing


def test_published_example_does_not_drop_the_four() -> None:
    """Revenue rose by 480,000 on 1,800,000 spent: 1.0667 (xlslides prints 1.07)."""
    value, _ = two_quarters("1000000", "1480000", "1800000")
    assert value == pytest.approx(1.0667, abs=5e-5)


def test_falling_revenue_keeps_its_sign() -> None:
    """100 less a quarter on 800 spent: -0.5."""
    assert two_quarters("1000", "900", "800") == (-0.5, None)


def test_nothing_spent_is_no_ratio() -> None:
    """And a quarter without one before it has none."""
    assert two_quarters("1000", "1100", "0") == (None, "div_zero")
    assert house(magic_number).get("magic_number", "2025Q3").missing == "insufficient_history"
