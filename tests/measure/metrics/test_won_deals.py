"""Won deals."""

from reportgen.measure.metrics.won_deals import won_deals
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "won_deals"
DEALS = frame("""
        deal_id  status  created_date  close_date  amount_arr  segment
        D1       won     2025-09-20    2025-10-10      100000  ENT
        D2       won     2025-10-01    2025-10-31       50000  SMB
        D3       won     2025-10-01    2025-12-10       30000  SMB
        D4       lost    2025-08-01    2025-11-10      120000  SMB
        D5       lost    2025-08-01    2025-12-31       60000  ENT
        D6       open    2025-11-05    2025-12-30       90000  ENT
        D7       open    2025-12-05    -                10000  SMB
""")


def test_deals_won_by_closing_date() -> None:
    """Three of five decided deals, two of them in October."""
    figures = readings(won_deals, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4").value == 3
    assert figures.get(NAME, "2025-10").value == 2
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 2


def test_a_month_in_which_nothing_closed_is_a_true_zero() -> None:
    """The export covers it: deals were created before and after."""
    assert readings(won_deals, tables={"deals": DEALS}).get(NAME, "2025-11").value == 0


def test_before_the_first_deal_of_the_export_nothing_is_known() -> None:
    """And no export is no data."""
    figures = readings(won_deals, tables={"deals": DEALS})
    assert figures.get(NAME, "FY2025").missing == "insufficient_history"
    assert readings(won_deals, tables={}).get(NAME, "2025Q4").missing == "no_data"


def test_renewals_are_no_sales_unless_told() -> None:
    """A renewal was won long before."""
    deals = frame("""
        deal_id  status  type     created_date  close_date  amount_arr
        D1       won     new      2025-09-20    2025-10-10           1
        D2       won     renewal  2025-09-20    2025-10-11           1
        D3       won     -        2025-09-20    2025-10-12           1
    """)
    assert readings(won_deals, tables={"deals": deals}).get(NAME, "2025Q4").value == 2
    told = readings(won_deals, tables={"deals": deals}, renewals_in_sales=True)
    assert told.get(NAME, "2025Q4").value == 3


def test_segment_and_country_come_from_the_customer_where_the_deal_has_none() -> None:
    """D1 says what it is itself; D2's customer was merged into a Danish one."""
    deals = frame("""
        deal_id  customer_id  status  segment  created_date  close_date  amount_arr
        D1       C1           won     ENT      2025-09-20    2025-10-10           1
        D2       C2           won     -        2025-09-20    2025-10-11           1
        D3       C9           won     -        2025-09-20    2025-10-12           1
    """)
    customers = frame("""
        customer_id  segment  country  sector  merged_into
        C1           SMB      SE       retail  -
        C2           SMB      NO       retail  C3
        C3           MM       DK       energy  -
    """)
    figures = readings(
        won_deals,
        tables={"deals": deals, "customers": customers},
        further={"customers": ("sector",), "deals": ("customer_id",)},
    )
    segments = {g.split: g.value for g in figures.groups(NAME, "segment")}
    assert segments == {"ENT": 1, "MM": 1, "(blank)": 1}
    assert {g.split for g in figures.groups(NAME, "country")} == {"SE", "DK", "(blank)"}
    assert figures.splits(NAME) == ["country", "sector", "segment"]


def test_a_segment_in_which_nothing_was_won_has_won_nothing() -> None:
    """Deals were lost there: that is 0, not an absent row."""
    deals = frame("""
        deal_id  status  segment  created_date  close_date  amount_arr
        D1       won     ENT      2025-09-20    2025-10-10           1
        D2       lost    SMB      2025-09-20    2025-10-11           1
    """)
    figures = readings(won_deals, tables={"deals": deals})
    assert {g.split: g.value for g in figures.groups(NAME, "segment")} == {"ENT": 1, "SMB": 0}
