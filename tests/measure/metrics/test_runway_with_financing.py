"""Runway, financing included."""

from reportgen.measure.metrics.runway import runway
from reportgen.measure.metrics.runway_with_financing import runway_with_financing
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "runway_with_financing"
REPAID = frame("""
    month    cash_end  operating_cf  investing_cf  financing_cf
    2025-09       140           -10             0           -10
    2025-10       120           -10             0           -10
    2025-11       100           -10             0           -10
    2025-12        80           -10             0           -10
""")


def test_repayments_of_loans_shorten_it() -> None:
    """80 / 20 = 4.0 months; of the burn of 10 alone, 8.0."""
    figures = readings(runway, runway_with_financing, tables={"cash": REPAID})
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (4, 80, 20)
    assert figures.get("runway", "2025-12").value == 8


def test_without_financing_both_are_the_same() -> None:
    """Balances alone: (120 - 60) / 3 = 20 a month, 3.0 months."""
    cash = frame("month cash_end\n2025-09 120\n2025-10 100\n2025-11 80\n2025-12 60")
    figures = readings(runway, runway_with_financing, tables={"cash": cash})
    assert figures.at(NAME).value == figures.at("runway").value == 3


def test_a_balance_that_does_not_fall_has_no_end() -> None:
    """A loan of 60 covers the burn of 30: no runway, neither 0 nor without limit."""
    cash = frame("""
        month    cash_end  operating_cf  financing_cf
        2025-09       100           -10             0
        2025-10        90           -10             0
        2025-11       140           -10            60
        2025-12       130           -10             0
    """)
    reading = readings(runway_with_financing, tables={"cash": cash}).at(NAME)
    assert (reading.value, reading.missing) == (None, "cash_generative")


def test_an_overdraft_is_no_runway() -> None:
    """A negative number of months says nothing."""
    cash = frame("month cash_end\n2025-09 90\n2025-10 50\n2025-11 20\n2025-12 -10")
    assert readings(runway_with_financing, tables={"cash": cash}).at(NAME).missing == (
        "not_meaningful"
    )
