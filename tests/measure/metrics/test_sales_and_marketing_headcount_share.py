"""Sales and marketing share of headcount."""

from reportgen.measure.metrics.sales_and_marketing_headcount_share import (
    sales_and_marketing_headcount_share,
)
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import readings

NAME = "sales_and_marketing_headcount_share"
PEOPLE = frame("""
        month    function   fte   contractors_fte
        2025-12  sales      4     1
        2025-12  marketing  2     0
        2025-12  revops     1     0
        2025-12  cs         3     0
        2025-12  rd         10    4
""")


def test_six_of_twenty_five() -> None:
    """(4 sales + 2 marketing) / 25 = 24 %."""
    reading = house(sales_and_marketing_headcount_share).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.24, 6, 25)


def test_revenue_operations_belong_to_it_customer_success_only_when_told() -> None:
    """7 of 20; 10 of 20 with customer success."""
    tables = {"headcount": PEOPLE}
    assert readings(sales_and_marketing_headcount_share, tables=tables).at(NAME).value == 0.35
    figures = readings(sales_and_marketing_headcount_share, tables=tables, cs_in_sm=True)
    assert figures.at(NAME).value == 0.5
    assert "customer success" in figures.definitions[NAME]


def test_contractors_count_on_both_sides() -> None:
    """8 of 25."""
    figures = readings(
        sales_and_marketing_headcount_share,
        tables={"headcount": PEOPLE},
        contractors_in_fte=True,
    )
    assert figures.at(NAME).value == 0.32


def test_a_file_in_which_nobody_sells_is_no_data() -> None:
    """Its functions have other names: 0 % would be a wrong figure."""
    people = frame("month function fte\n2025-12 Vertrieb 4\n2025-12 rd 3")
    figures = readings(sales_and_marketing_headcount_share, tables={"headcount": people})
    assert figures.at(NAME).missing == "no_data"


def test_a_month_without_rows_has_no_share() -> None:
    """And it is not split by function, since it is one."""
    figures = house(sales_and_marketing_headcount_share)
    assert figures.get(NAME, "2025-11").missing == "insufficient_history"
    assert figures.splits(NAME) == []
