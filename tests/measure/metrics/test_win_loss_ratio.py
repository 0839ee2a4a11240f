"""Win-loss ratio."""

from reportgen.measure.metrics.win_loss_ratio import win_loss_ratio
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "win_loss_ratio"
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


def test_won_for_each_lost() -> None:
    """Three won, two lost."""
    reading = readings(win_loss_ratio, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (1.5, 3, 2)
    assert reading.n == 5


def test_published_example() -> None:
    """20 won and 80 lost are 0.25, not 20 % (Gangly)."""
    words = ["won"] * 20 + ["lost"] * 80
    rows = "\n".join(f"D{i} {w} 2025-10-01 2025-11-01 1" for i, w in enumerate(words))
    deals = frame(f"deal_id status created_date close_date amount_arr\n{rows}")
    assert readings(win_loss_ratio, tables={"deals": deals}).get(NAME, "2025Q4").value == 0.25


def test_none_lost_is_infinite_and_good_none_decided_is_nothing() -> None:
    """October lost nothing; September decided nothing."""
    figures = readings(win_loss_ratio, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-10").missing == "infinite"
    assert figures.get(NAME, "2025-09").missing == "div_zero"
