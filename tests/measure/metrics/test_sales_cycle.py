"""Sales cycle."""

from reportgen.measure.metrics.sales_cycle import sales_cycle
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "sales_cycle"
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


def test_the_middle_one_of_the_won_deals() -> None:
    """20, 30 and 70 days: 30. Lost and open deals do not count."""
    reading = readings(sales_cycle, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.n) == (30, 3)


def test_of_an_even_number_the_mean_of_the_two_in_the_middle() -> None:
    """October: 20 and 30 days."""
    figures = readings(sales_cycle, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-10").value == 25
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 50


def test_closed_before_it_was_created_is_no_duration() -> None:
    """Such a deal is a mistake of the export; those without a date have no cycle either."""
    deals = frame("""
        deal_id  status  created_date  close_date  amount_arr
        D1       won     2025-11-20    2025-11-10           1
        D2       won     -             2025-11-10           1
        D3       won     2025-10-01    2025-10-01           1
    """)
    reading = readings(sales_cycle, tables={"deals": deals}).get(NAME, "2025Q4")
    assert (reading.value, reading.n) == (0, 1)


def test_without_won_deals_there_is_no_cycle() -> None:
    """November lost one deal and won none."""
    assert readings(sales_cycle, tables={"deals": DEALS}).get(NAME, "2025-11").missing == "no_data"
