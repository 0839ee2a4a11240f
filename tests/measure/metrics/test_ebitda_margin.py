"""EBITDA margin."""

import pytest

from reportgen.measure.metrics.ebitda_margin import ebitda_margin
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

LEDGER = """
    month    category           amount
    2025-12  revenue_recurring  900
    2025-12  revenue_other      100
    2025-12  cogs               250
    2025-12  sm                 300
    2025-12  rd                 400
    2025-12  ga                 150
    2025-12  other               77
"""


def margin(ledger: str) -> tuple[float | None, str | None]:
    """Value and missing reason of one month."""
    figures = readings(ebitda_margin, tables={"ledger": frame(ledger)}, period="2025-12")
    reading = figures.get("ebitda_margin", "2025-12")
    return reading.value, reading.missing


def test_depreciation_interest_and_tax_stay_outside() -> None:
    """(1,000 - 250 - 300 - 400 - 150) / 1,000 = -10 %, whatever the 77 are."""
    assert margin(LEDGER) == (-0.1, None)


@pytest.mark.parametrize("category", ["cogs", "sm"])
def test_a_ledger_that_lacks_a_cost_has_no_such_margin(category: str) -> None:
    """What nobody books would otherwise be profit."""
    lines = [line for line in LEDGER.splitlines() if category not in line.split()]
    assert margin("\n".join(lines)) == (None, "no_data")


def test_development_or_administration_may_be_one_account() -> None:
    """Small companies book both as one; a ledger without either is no data."""
    without = [line for line in LEDGER.splitlines() if " rd " not in line]
    assert margin("\n".join(without)) == (0.3, None)
    neither = [line for line in without if " ga " not in line]
    assert margin("\n".join(neither)) == (None, "no_data")
    assert house(ebitda_margin).get("ebitda_margin", "2025Q4").missing == "no_data"
