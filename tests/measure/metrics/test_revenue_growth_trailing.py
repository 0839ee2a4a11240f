"""Growth of revenue over twelve months."""

import pytest

from reportgen.measure.metrics.revenue_growth_trailing import revenue_growth_trailing
from tests.ascii_table import frame
from tests.measure.house import house, tables
from tests.measure.readings import readings

NAME = "revenue_growth_trailing"


def test_house_example() -> None:
    """401,700 / 363,200 - 1 = 10.6002 %, where ARR has grown by 21.25 %."""
    figures = house(revenue_growth_trailing)
    reading = figures.get(NAME, "TTM2025-12")
    assert reading.value == pytest.approx(0.106002, abs=5e-7)
    assert (reading.numerator, reading.denominator) == (401_700, 363_200)
    assert "sum of recurring revenue" in figures.definitions[NAME]
    assert figures.get(NAME, "TTM2025-12", "segment", "ENT").value == pytest.approx(
        (12 * 8_000 + 11 * 6_000 + 6_300 + 4 * 10_000 + 6 * 12_000 + 2 * 13_200) / 288_000 - 1
    )


def test_the_ledgers_revenue_where_it_has_two_years() -> None:
    """Services are in the accounts: 12 x 130 / 12 x 100."""
    rows = [
        f"{year}-{month:02} {category} {amount}"
        for year, amounts in ((2024, (90, 10)), (2025, (110, 20)))
        for month in range(1, 13)
        for category, amount in zip(("revenue_recurring", "revenue_other"), amounts, strict=True)
    ]
    ledger = frame("\n".join(["month category amount", *rows]))
    figures = readings(revenue_growth_trailing, tables={**tables(), "ledger": ledger})
    assert figures.get(NAME, "FY2025").value == pytest.approx(0.3)
    assert "revenue of the ledger" in figures.definitions[NAME]


def test_a_first_year_has_nothing_before_it() -> None:
    """2023 is not in the file."""
    reading = house(revenue_growth_trailing).get(NAME, "FY2024")
    assert (reading.value, reading.missing) == (None, "insufficient_history")
