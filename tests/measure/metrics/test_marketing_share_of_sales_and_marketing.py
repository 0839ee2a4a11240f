"""Marketing's share of sales and marketing."""

from reportgen.measure.metrics.marketing_share_of_sales_and_marketing import (
    marketing_share_of_sales_and_marketing,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "marketing_share_of_sales_and_marketing"
LEDGER = frame("""
        month    category  sm_part              amount
        2025-12  sm        personnel_sales      6000
        2025-12  sm        personnel_marketing  2000
        2025-12  sm        ads_conversion       1000
        2025-12  sm        systems               500
        2025-12  sm        -                     500
""")


def test_marketers_and_advertising_are_marketing_systems_are_not() -> None:
    """(2,000 + 1,000) / 10,000 = 30 %."""
    figures = readings(
        marketing_share_of_sales_and_marketing, tables={"ledger": LEDGER}, period="2025-12"
    )
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.3, 3_000, 10_000)


def test_a_ledger_that_names_no_parts_is_no_data() -> None:
    """Nobody has said that there is no marketing."""
    assert house(marketing_share_of_sales_and_marketing).get(NAME, "2025Q4").missing == "no_data"
    blank = frame("month category sm_part amount\n2025-12 sm - 900")
    figures = readings(
        marketing_share_of_sales_and_marketing, tables={"ledger": blank}, period="2025-12"
    )
    assert figures.get(NAME, "2025-12").missing == "no_data"


def test_sellers_alone_are_a_true_zero() -> None:
    """All spend is named, none of it is marketing."""
    ledger = frame("month category sm_part amount\n2025-12 sm personnel_sales 900")
    figures = readings(
        marketing_share_of_sales_and_marketing, tables={"ledger": ledger}, period="2025-12"
    )
    assert figures.get(NAME, "2025-12").value == 0
