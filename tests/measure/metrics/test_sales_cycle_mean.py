"""Mean sales cycle."""

from reportgen.measure.metrics.sales_cycle_mean import sales_cycle_mean
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "sales_cycle_mean"
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


def test_mean_days_of_won_deals() -> None:
    """(20 + 30 + 70) / 3 = 40 days, where the median is 30."""
    reading = readings(sales_cycle_mean, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (40, 120, 3)


def test_without_won_deals_there_is_no_mean() -> None:
    """November lost one deal and won none."""
    figures = readings(sales_cycle_mean, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-11").missing == "div_zero"
