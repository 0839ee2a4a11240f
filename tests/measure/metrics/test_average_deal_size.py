"""Average deal size."""

from reportgen.measure.metrics.average_deal_size import average_deal_size
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "average_deal_size"
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


def test_mean_amount_of_won_deals() -> None:
    """(100,000 + 50,000 + 30,000) / 3 = 60,000."""
    reading = readings(average_deal_size, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.n) == (60_000, 180_000, 3)


def test_a_deal_without_an_amount_is_left_out_of_both_halves() -> None:
    """It would make the average smaller than any deal."""
    deals = frame("""
        deal_id  status  created_date  close_date  amount_arr
        D1       won     2025-10-01    2025-11-01         300
        D2       won     2025-10-01    2025-11-01           -
    """)
    reading = readings(average_deal_size, tables={"deals": deals}).get(NAME, "2025Q4")
    assert (reading.value, reading.n) == (300, 1)


def test_none_won_is_no_average() -> None:
    """November."""
    figures = readings(average_deal_size, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-11").missing == "div_zero"
    assert readings(average_deal_size, tables={}).get(NAME, "2025-11").missing == "no_data"
