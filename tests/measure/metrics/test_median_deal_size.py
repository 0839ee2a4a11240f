"""Median deal size."""

from reportgen.measure.metrics.median_deal_size import median_deal_size
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "median_deal_size"
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


def test_the_middle_one_of_the_won_amounts() -> None:
    """30,000, 50,000 and 100,000: 50,000, where the mean is 60,000."""
    reading = readings(median_deal_size, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.n) == (50_000, 3)


def test_by_segment() -> None:
    """Two small deals: 40,000."""
    figures = readings(median_deal_size, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 40_000


def test_none_won_is_no_median() -> None:
    """November."""
    figures = readings(median_deal_size, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-11").missing == "no_data"
