"""Lost deals."""

from reportgen.measure.metrics.lost_deals import lost_deals
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "lost_deals"
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


def test_deals_lost_by_closing_date() -> None:
    """Two of five decided deals."""
    figures = readings(lost_deals, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4").value == 2
    assert figures.get(NAME, "2025-10").value == 0
    assert figures.get(NAME, "2025-11", "segment", "SMB").value == 1


def test_an_open_deal_with_a_past_closing_date_is_not_lost() -> None:
    """The status is looked at before the dates."""
    assert readings(lost_deals, tables={"deals": DEALS}).get(NAME, "2025-12").value == 1
