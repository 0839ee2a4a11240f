"""Sales and marketing spend."""

from decimal import Decimal

from reportgen.measure.metrics.sales_and_marketing_spend import sales_and_marketing_spend
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "sales_and_marketing_spend"


def test_three_months_add_up_to_the_cent() -> None:
    """10,000 + 10,000 + 10,000 = 30,000, and 27,000 the quarter before."""
    figures = house(sales_and_marketing_spend)
    assert figures.get(NAME, "2025Q4").exact == Decimal(30_000)
    assert figures.get(NAME, "2025Q3").value == 27_000


def test_a_quarter_or_year_that_the_ledger_does_not_cover_is_missing() -> None:
    """It begins in July: no year of 2025, and nothing before."""
    figures = house(sales_and_marketing_spend)
    assert figures.get(NAME, "FY2025").missing == "insufficient_history"
    assert figures.get(NAME, "2025Q2").missing == "insufficient_history"
    assert house(sales_and_marketing_spend, period="2025-11").get(NAME, "2025Q4").missing == (
        "partial_period"
    )


def test_parts_motions_and_further_columns_are_splits_that_add_up() -> None:
    """Every entry belongs to one part; blank ones stand as such."""
    ledger = frame("""
        month    category  sm_part          motion     country  amount
        2025-12  sm        personnel_sales  new        SE       600.10
        2025-12  sm        ads_conversion   expansion  SE       100.20
        2025-12  sm        -                -          DK       -50.05
        2025-12  rd        -                -          SE       999
    """)
    further = {"ledger": ("country",)}
    figures = readings(
        sales_and_marketing_spend, tables={"ledger": ledger}, further=further, period="2025-12"
    )
    assert figures.get(NAME, "2025-12").exact == Decimal("650.25")
    assert figures.splits(NAME) == ["country", "motion", "sm_part"]
    for split in figures.splits(NAME):
        parts = [group.exact or 0 for group in figures.groups(NAME, split)]
        assert sum(parts) == Decimal("650.25")


def test_no_ledger_and_a_ledger_without_spend_are_no_data() -> None:
    """Never 0."""
    ledger = frame("month category amount\n2025-12 rd 999")
    assert (
        readings(sales_and_marketing_spend, tables={}, period="2025-12")
        .get(NAME, "2025-12")
        .missing
        == "no_data"
    )
    assert (
        readings(sales_and_marketing_spend, tables={"ledger": ledger}, period="2025-12")
        .get(NAME, "2025-12")
        .missing
        == "no_data"
    )
