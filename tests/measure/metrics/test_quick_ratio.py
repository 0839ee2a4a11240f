"""Quick ratio."""

import pytest

from reportgen.measure.metrics.quick_ratio import quick_ratio
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "quick_ratio"


def test_added_over_lost() -> None:
    """(5,000 + 4,800 + 2,000) / (4,000 + 1,000) = 2.36."""
    reading = house(quick_ratio).get(NAME, "FY2025")
    assert (reading.value, reading.numerator, reading.denominator) == (2.36, 11_800, 5_000)


def test_without_reactivation_if_the_pack_says_so() -> None:
    """9,800 / 5,000 = 1.96, and the definition says which."""
    figures = house(quick_ratio, quick_ratio_with_reactivation=False)
    assert figures.get(NAME, "FY2025").value == 1.96
    assert "without reactivation" in figures.definitions[NAME]


def test_no_losses_are_infinitely_good_and_not_a_number() -> None:
    """The fourth quarter; the gains stay to be seen."""
    reading = house(quick_ratio).get(NAME, "2025Q4")
    assert (reading.value, reading.missing, reading.numerator) == (None, "infinite", 7_800)


@pytest.mark.parametrize(
    ("new", "expansion", "churn", "contraction", "expected"),
    [
        ("20", "8", "5", "3", 3.5),
        ("5", "1", "1.5", "0.5", 3.0),
        ("25", "10", "8", "4", 2.92),
        ("480", "120", "90", "35", 4.8),
    ],
)
def test_published_examples(
    new: str, expansion: str, churn: str, contraction: str, expected: float
) -> None:
    """pitchkit, abracalc, primecalculator (prints 2.92), board-deck framework (derived)."""
    rows = frame(f"""
        customer_id  month    mrr
        GROWS        2025-11  1000
        SHRINKS      2025-11  {contraction}
        SHRINKS      2025-11  1000
        LEAVES       2025-11  {churn}
        GROWS        2025-12  {expansion}
        GROWS        2025-12  1000
        SHRINKS      2025-12  1000
        NEW          2025-12  {new}
    """)
    reading = readings(quick_ratio, tables={"recurring_revenue": rows}).get(NAME, "2025-12")
    assert reading.value == pytest.approx(expected, abs=0.005)


def test_exchange_rates_are_neither_gain_nor_loss() -> None:
    """88 of expansion; the -20 of the rate are no loss."""
    rows = frame("customer_id month mrr currency\nA 2025-11 10000 SEK\nA 2025-12 11000 SEK")
    rates = frame("currency month rate\nSEK 2025-11 0.090\nSEK 2025-12 0.088")
    tables = {"recurring_revenue": rows, "exchange_rates": rates}
    reading = readings(quick_ratio, tables=tables).get(NAME, "2025-12")
    assert (reading.missing, reading.numerator, reading.denominator) == ("infinite", 88, 0)


def test_by_segment_also_where_a_kind_of_movement_never_happened() -> None:
    """Nobody ever came back, yet the segments have their ratios."""
    rows = frame("""
        customer_id  month    mrr
        A            2025-11  100
        B            2025-11  100
        A            2025-12  150
        B            2025-12   80
    """)
    customers = frame("customer_id segment\nA X\nB X")
    tables = {"recurring_revenue": rows, "customers": customers}
    assert readings(quick_ratio, tables=tables).get(NAME, "2025-12", "segment", "X").value == 2.5


def test_missing_reasons() -> None:
    """No opening, a running quarter, no table."""
    figures = house(quick_ratio, period="2025-11")
    assert figures.get(NAME, "2024-01").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q4").missing == "partial_period"
    assert readings(quick_ratio, tables={}).get(NAME, "2025Q4").missing == "no_data"
