"""Customer acquisition cost."""

import pytest

from reportgen.measure.metrics.cac import cac
from tests.ascii_table import frame
from tests.measure.house import house
from tests.measure.readings import months, readings

NEW = months("""
    customer_id  from     to       mrr
    OLD          2025-01  2025-12  500
    N01          2025-11  2025-12  500
    N02          2025-12  2025-12  700
""")


def test_spend_of_the_quarter_before_over_the_quarters_new_customers() -> None:
    """27,000 spent in the third quarter won two customers in the fourth: 13,500 each."""
    reading = house(cac).get("cac", "2025Q4")
    assert reading.value == 13_500
    assert (reading.numerator, reading.denominator, reading.n) == (27_000, 2, 2)


def test_without_a_lag_the_same_quarters_spend_counts() -> None:
    """30,000 / 2 = 15,000, and the definition says so."""
    figures = house(cac, cac_lag="none")
    assert figures.get("cac", "2025Q4").value == 15_000
    assert "spend of the same months" in figures.definitions["cac"]


def test_a_lag_in_months_is_taken_in_quarters_and_months_alike() -> None:
    """The six months before October are not in the ledger; two months are."""
    assert house(cac, cac_lag="months:6").get("cac", "2025Q4").missing == "insufficient_history"
    # August to October: 9,000 + 9,000 + 10,000.
    assert house(cac, cac_lag="months:2").get("cac", "2025Q4").value == 14_000


def test_a_month_without_new_customers_shows_what_was_spent_in_vain() -> None:
    """December brought nobody: no figure, but November's 10,000 are to be seen."""
    reading = house(cac).get("cac", "2025-12")
    assert (reading.value, reading.missing, reading.numerator) == (None, "div_zero", 10_000)


def test_a_year_that_the_ledger_does_not_cover_is_missing() -> None:
    """The ledger begins in July."""
    assert house(cac).get("cac", "FY2025").missing == "insufficient_history"
    assert house(cac, period="2025-11").get("cac", "2025Q4").missing == "partial_period"


def test_no_split_that_only_the_customers_have() -> None:
    """The ledger knows no segments, so a cost for each segment would be made up."""
    assert house(cac).splits("cac") == []


def test_published_example() -> None:
    """50,000 spent, 25 customers won: 2,000 (Notion metric templates)."""
    rows = "\n".join(f"N{i:02} 2025-12 2025-12 500" for i in range(25))
    revenue = months(f"customer_id from to mrr\nOLD 2025-01 2025-12 500\n{rows}")
    ledger = frame("month category amount\n2025-12 sm 50000")
    tables = {"recurring_revenue": revenue, "ledger": ledger}
    figures = readings(cac, tables=tables, period="2025-12", cac_lag="none")
    assert figures.get("cac", "2025-12").value == 2_000


def test_only_spend_on_new_business_counts_and_shared_follows_in_proportion() -> None:
    """Of 10,000, 6,000 are for new business and 2,000 for expansion; 2,000 shared: w = 3/4."""
    ledger = frame("""
        month    category  motion     amount
        2025-10  sm        new        6000
        2025-10  sm        expansion  2000
        2025-11  sm        shared     1500
        2025-12  sm        -           500
    """)
    tables = {"recurring_revenue": NEW, "ledger": ledger}
    reading = readings(cac, tables=tables, cac_lag="none").get("cac", "2025Q4")
    assert reading.numerator == pytest.approx(7_500)
    assert reading.value == pytest.approx(3_750)


def test_without_any_motion_all_spend_is_for_new_business() -> None:
    """A column that nobody filled changes nothing."""
    ledger = frame("month category motion amount\n2025-10 sm - 6000\n2025-12 sm - 2000")
    tables = {"recurring_revenue": NEW, "ledger": ledger}
    assert readings(cac, tables=tables, cac_lag="none").get("cac", "2025Q4").value == 4_000


def test_a_ledger_without_sales_and_marketing_is_no_data() -> None:
    """Never a cost of 0."""
    ledger = frame("month category amount\n2025-10 cogs 6000\n2025-12 cogs 2000")
    tables = {"recurring_revenue": NEW, "ledger": ledger}
    assert readings(cac, tables=tables, cac_lag="none").get("cac", "2025Q4").missing == "no_data"
    assert (
        readings(cac, tables={"recurring_revenue": NEW}).get("cac", "2025Q4").missing == "no_data"
    )


def test_a_segment_that_both_ledger_and_customers_have_is_a_split() -> None:
    """Spend by segment over customers by segment."""
    ledger = frame("""
        month    category  segment  amount
        2025-10  sm        SMB      3000
        2025-12  sm        ENT      1000
    """)
    customers = frame("customer_id segment\nOLD ENT\nN01 SMB\nN02 SMB")
    tables = {"recurring_revenue": NEW, "ledger": ledger, "customers": customers}
    further = {"ledger": ("segment",)}
    figures = readings(cac, tables=tables, further=further, cac_lag="none")
    assert figures.get("cac", "2025Q4", "segment", "SMB").value == 1_500
    assert figures.get("cac", "2025Q4", "segment", "ENT").missing == "div_zero"


def test_a_deal_that_is_won_after_the_report_period_does_not_change_its_lag() -> None:
    """The cycle of 30 days is a lag of one month, whatever a deal of next year took."""
    deals = """
        deal_id  status  created_date  close_date  amount_arr
        D1       won     2025-10-01    2025-10-31           1
    """
    later = deals + "        D2  won  2024-01-01  2026-02-01  1\n"
    tables = {
        "recurring_revenue": NEW,
        "ledger": frame("month category amount\n2025-11 sm 300\n2025-12 sm 900"),
    }
    for text in (deals, later):
        found = readings(cac, tables={**tables, "deals": frame(text)}, cac_lag="auto")
        assert found.get("cac", "2025-12").value == 300
