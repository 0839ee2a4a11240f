"""Win rate by value."""

from reportgen.measure.metrics.win_rate_by_value import win_rate_by_value
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "win_rate_by_value"
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


def test_amounts_won_of_amounts_decided() -> None:
    """180,000 of 360,000 is half, where three of five deals were won."""
    reading = readings(win_rate_by_value, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.5, 180_000, 360_000)


def test_published_example() -> None:
    """1.2 million won, 1.8 million lost: 40 % (Chief)."""
    deals = frame("""
        deal_id  status  created_date  close_date  amount_arr
        D1       won     2025-10-01    2025-11-01     1200000
        D2       lost    2025-10-01    2025-11-01     1800000
    """)
    figures = readings(win_rate_by_value, tables={"deals": deals})
    assert figures.get(NAME, "2025Q4").value == 0.4


def test_lost_deals_whose_amount_was_emptied_make_no_hundred_per_cent() -> None:
    """Some systems set the amount of a lost deal to 0, or to nothing."""
    for amount in ("0", "-"):
        deals = frame(f"""
            deal_id  status  created_date  close_date  amount_arr
            D1       won     2025-10-01    2025-11-01        1200
            D2       lost    2025-10-01    2025-11-01    {amount}
        """)
        figures = readings(win_rate_by_value, tables={"deals": deals})
        assert figures.get(NAME, "2025Q4").missing == "not_meaningful"


def test_all_won_is_a_true_hundred_per_cent() -> None:
    """October lost nothing."""
    figures = readings(win_rate_by_value, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-10").value == 1
