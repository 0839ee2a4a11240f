"""Fall in cash a month."""

import pytest

from reportgen.measure.metrics.fall_in_cash import fall_in_cash
from reportgen.measure.metrics.net_burn import net_burn
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "fall_in_cash"


def test_mean_of_the_last_three_months() -> None:
    """(300,000 - 264,000) / 3 = 12,000, under the month and under the quarter."""
    figures = house(fall_in_cash)
    for period in ("2025-12", "2025Q4"):
        reading = figures.get(NAME, period)
        assert (reading.value, reading.numerator, reading.denominator) == (12_000, 36_000, 3)
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"


def test_what_is_repaid_counts_here_and_not_in_the_burn() -> None:
    """30 burnt and 12 repaid in three months: cash falls by 14 a month, and 10 are burnt."""
    cash = frame("""
        month    cash_end  operating_cf  investing_cf  financing_cf
        2025-09       100           -10             0             0
        2025-10        90           -10             0             0
        2025-11        80           -10             0             0
        2025-12        58           -10             0           -12
    """)
    figures = readings(fall_in_cash, net_burn, tables={"cash": cash})
    assert figures.get(NAME, "2025-12").value == 14
    assert figures.get("net_burn", "2025-12").value == 10


def test_a_loan_lets_the_balance_rise() -> None:
    """Below 0: the balance rose by 20 a month."""
    cash = frame("month cash_end\n2025-09 100\n2025-10 90\n2025-11 180\n2025-12 160")
    assert readings(fall_in_cash, tables={"cash": cash}).get(NAME, "2025-12").value == (
        pytest.approx(-20)
    )


def test_balances_of_quarter_ends_are_enough_for_quarters() -> None:
    """36 in three months is 12 a month; a month between two balances has no fall of its own."""
    cash = frame("month cash_end\n2025-06 330\n2025-09 300\n2025-12 264")
    figures = readings(fall_in_cash, tables={"cash": cash})
    assert figures.get(NAME, "2025Q4").value == 12
    assert figures.get(NAME, "2025Q3").value == 10
    assert figures.get(NAME, "2025-11").missing == "partial_period"


def test_without_the_export_there_is_none() -> None:
    assert readings(fall_in_cash, tables={}).at(NAME).missing == "no_data"
