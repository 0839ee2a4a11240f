"""Open deals."""

from reportgen.measure.metrics.open_deals import open_deals
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "open_deals"
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


def test_created_by_then_and_not_closed_yet() -> None:
    """Six were created until November, four of them closed by its end."""
    figures = readings(open_deals, tables={"deals": DEALS})
    months = ("2025-08", "2025-09", "2025-10", "2025-11", "2025-12")
    assert [figures.get(NAME, month).value for month in months] == [2, 3, 3, 3, 2]


def test_in_the_last_month_it_is_the_deals_with_status_open() -> None:
    """Also one without a date of creation; by segment too."""
    more = frame("""
        deal_id  status  created_date  close_date  amount_arr  segment
        D8       open    -             -                    1  SMB
    """)
    figures = readings(open_deals, tables={"deals": DEALS.vstack(more)})
    assert figures.at(NAME).value == 3
    assert figures.get(NAME, "2025-11").value == 3
    assert figures.at(NAME, None, "segment", "SMB").value == 2


def test_what_closed_after_the_report_period_was_open_in_it() -> None:
    """At the end of November D3 and D5 were still being worked on."""
    figures = readings(open_deals, tables={"deals": DEALS}, period="2025-11")
    assert figures.at(NAME).value == 3


def test_a_closed_deal_without_a_closing_date_is_nowhere() -> None:
    """It is not open, and nobody knows until when it was."""
    deals = frame("deal_id status created_date close_date amount_arr\nD1 won 2025-09-20 - 1")
    assert readings(open_deals, tables={"deals": deals}).at(NAME).value == 0
