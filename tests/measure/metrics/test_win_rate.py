"""Win rate."""

from reportgen.measure.metrics.win_rate import win_rate
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "win_rate"
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


def test_won_of_the_deals_that_were_decided() -> None:
    """Three of five; open deals do not count, whatever date they carry."""
    reading = readings(win_rate, tables={"deals": DEALS}).get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (0.6, 3, 5)
    assert reading.n == 5


def test_published_examples() -> None:
    """20 won and 80 lost: 20 % (Gangly); 40 and 60: 40 % (Chief)."""
    for won, lost, rate in ((20, 80, 0.2), (40, 60, 0.4)):
        words = ["won"] * won + ["lost"] * lost
        rows = "\n".join(f"D{i} {w} 2025-10-01 2025-11-01 1" for i, w in enumerate(words))
        deals = frame(f"deal_id status created_date close_date amount_arr\n{rows}")
        assert readings(win_rate, tables={"deals": deals}).get(NAME, "2025Q4").value == rate


def test_by_every_column_of_the_deal() -> None:
    """Segment and a column of the company's own."""
    deals = DEALS.with_columns(region=DEALS["segment"].str.to_lowercase())
    figures = readings(win_rate, tables={"deals": deals}, further={"deals": ("region",)})
    assert figures.splits(NAME) == ["region", "segment"]
    assert figures.get(NAME, "2025Q4", "region", "ent").value == 0.5
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 2 / 3


def test_nothing_decided_is_no_rate() -> None:
    """September has no closed deal."""
    reading = readings(win_rate, tables={"deals": DEALS}).get(NAME, "2025-09")
    assert (reading.value, reading.missing) == (None, "div_zero")
