"""Composition of sales and marketing spend."""

import pytest

from reportgen.measure.metrics.sales_and_marketing_composition import (
    sales_and_marketing_composition,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "sales_and_marketing_composition"
LEDGER = frame("""
        month    category  sm_part              amount
        2025-12  sm        personnel_sales      6000
        2025-12  sm        personnel_marketing  2000
        2025-12  sm        ads_conversion       1000
        2025-12  sm        systems               500
        2025-12  sm        -                     500
""")


def test_each_part_of_the_spend() -> None:
    """6,000 on sellers of 10,000 is 60 %; an entry without a part is other."""
    figures = readings(sales_and_marketing_composition, tables={"ledger": LEDGER}, period="2025-12")
    shares = {g.split: g.value for g in figures.groups(NAME, "sm_part", figures.period)}
    assert shares == {
        "personnel_sales": 0.6,
        "personnel_marketing": 0.2,
        "ads_conversion": 0.1,
        "systems": 0.05,
        "other": 0.05,
    }
    assert sum(value or 0 for value in shares.values()) == pytest.approx(1)
    assert figures.get(NAME, "2025-12").value == 1


def test_a_part_without_entries_in_a_month_is_nothing_of_it() -> None:
    """The parts sum to 1 in every window."""
    more = frame("month category sm_part amount\n2025-11 sm events 250\n2025-11 sm agency 750")
    ledger = LEDGER.vstack(more.select(LEDGER.columns))
    figures = readings(sales_and_marketing_composition, tables={"ledger": ledger}, period="2025-12")
    assert figures.get(NAME, "2025-11", "sm_part", "agency").value == 0.75
    assert figures.get(NAME, "2025-12", "sm_part", "agency").value == 0


def test_a_ledger_that_names_no_parts_has_no_composition() -> None:
    """All of it being other would be a wrong answer."""
    assert house(sales_and_marketing_composition).get(NAME, "2025Q4").missing == "no_data"


def test_spend_that_nets_to_nothing_has_no_parts() -> None:
    """A credit note that takes everything back."""
    ledger = frame("month category sm_part amount\n2025-12 sm events 9\n2025-12 sm agency -9")
    figures = readings(sales_and_marketing_composition, tables={"ledger": ledger}, period="2025-12")
    assert figures.get(NAME, "2025-12", "sm_part", "events").missing == "div_zero"
