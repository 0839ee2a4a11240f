"""Runway."""

import pytest

from reportgen.measure.metrics.runway import runway
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings


def test_cash_over_burn_a_month() -> None:
    """264,000 / 12,000 = 22.0 months."""
    reading = house(runway).get("runway", "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (22, 264_000, 12_000)
    assert house(runway).at("runway").value == 22


@pytest.mark.parametrize(
    ("cash", "burn", "expected"),
    [("250000", 50_000, 5), ("120000", 20_000, 6), ("2000000", 200_000, 10)],
)
def test_published_examples(cash: str, burn: int, expected: float) -> None:
    """Three calculators, one formula."""
    rows = "\n".join(f"2025-{month} {cash} {-burn}" for month in (10, 11, 12))
    table = frame(f"month cash_end operating_cf\n{rows}")
    assert readings(runway, tables={"cash": table}).get("runway", "2025-12").value == expected


def test_one_good_month_does_not_stretch_it() -> None:
    """Burn of 90, 90 and 0 is 60 a month: 5 months, not for ever."""
    cash = frame("month cash_end operating_cf\n2025-10 390 -90\n2025-11 300 -90\n2025-12 300 0")
    assert readings(runway, tables={"cash": cash}).get("runway", "2025-12").value == 5


def test_who_burns_nothing_has_no_end_of_runway() -> None:
    """Cash generative, neither 0 nor infinite."""
    cash = frame("month cash_end\n2025-09 90\n2025-10 90\n2025-11 90\n2025-12 90")
    reading = readings(runway, tables={"cash": cash}).get("runway", "2025-12")
    assert (reading.value, reading.missing) == (None, "cash_generative")


def test_an_overdraft_is_no_runway() -> None:
    """A negative number of months says nothing."""
    cash = frame("month cash_end\n2025-09 90\n2025-10 50\n2025-11 20\n2025-12 -10")
    assert readings(runway, tables={"cash": cash}).get("runway", "2025-12").missing == (
        "not_meaningful"
    )
