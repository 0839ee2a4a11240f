"""Net burn a month."""

import pytest

from reportgen.measure.metrics.net_burn import net_burn
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings


def test_mean_of_the_last_three_months() -> None:
    """(300,000 - 264,000) / 3 = 12,000, under the month and under the quarter."""
    figures = house(net_burn)
    for period in ("2025-12", "2025Q4"):
        reading = figures.get("net_burn", period)
        assert (reading.value, reading.numerator, reading.denominator) == (12_000, 36_000, 3)


def test_three_months_must_be_known() -> None:
    """The first balance is September's: November has two months of burn."""
    assert house(net_burn).get("net_burn", "2025-11").missing == "insufficient_history"


def test_given_flows_count_and_financing_does_not() -> None:
    """-(operating + investing); the loan of 100 changes nothing."""
    cash = frame("""
        month    cash_end  operating_cf  investing_cf  financing_cf
        2025-10        90            -8            -2             0
        2025-11       180            -8            -2           100
        2025-12       173            -7             -             0
    """)
    figures = readings(net_burn, tables={"cash": cash})
    assert figures.get("net_burn", "2025-12").value == 9


def test_from_balances_financing_is_taken_out() -> None:
    """Cash rose by 70, but 100 were borrowed: 30 burnt in three months."""
    cash = frame("""
        month    cash_end  financing_cf
        2025-09       100             0
        2025-10        90             0
        2025-11       180           100
        2025-12       170             -
    """)
    assert readings(net_burn, tables={"cash": cash}).get("net_burn", "2025-12").value == 10


def test_balances_of_quarter_ends_are_enough_for_quarters() -> None:
    """36 in three months is 12 a month; a month between two balances has no burn of its own."""
    cash = frame("month cash_end\n2025-06 330\n2025-09 300\n2025-12 264")
    figures = readings(net_burn, tables={"cash": cash})
    assert figures.get("net_burn", "2025Q4").value == 12
    assert figures.get("net_burn", "2025Q3").value == 10
    assert figures.get("net_burn", "2025-11").missing == "partial_period"


def test_a_hole_in_the_flows_is_not_read_as_no_burn() -> None:
    """November is missing."""
    cash = frame("month cash_end operating_cf\n2025-10 90 -9\n2025-12 70 -9")
    assert readings(net_burn, tables={"cash": cash}).get("net_burn", "2025-12").missing == (
        "partial_period"
    )


def test_cash_that_comes_in_is_a_burn_below_zero() -> None:
    """The figure stays to be seen; what divides by it says cash generative."""
    cash = frame("month cash_end\n2025-09 100\n2025-10 110\n2025-11 120\n2025-12 160")
    assert readings(net_burn, tables={"cash": cash}).get("net_burn", "2025-12").value == (
        pytest.approx(-20)
    )
