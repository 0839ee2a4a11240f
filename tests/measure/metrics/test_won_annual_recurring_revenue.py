"""Won annual recurring revenue."""

from decimal import Decimal

from reportgen.measure.metrics.won_annual_recurring_revenue import won_annual_recurring_revenue
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "won_annual_recurring_revenue"
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


def test_amounts_of_won_deals_to_the_cent() -> None:
    """100,000 + 50,000 + 30,000 = 180,000."""
    figures = readings(won_annual_recurring_revenue, tables={"deals": DEALS})
    assert figures.get(NAME, "2025Q4").exact == Decimal(180_000)
    assert figures.get(NAME, "2025Q4").n == 3
    assert figures.get(NAME, "2025-10", "segment", "SMB").value == 50_000


def test_amounts_in_another_currency_are_taken_at_the_closing_months_rate() -> None:
    """100 USD at 0.9 and 100 EUR."""
    deals = frame("""
        deal_id  status  created_date  close_date  amount_arr  currency
        D1       won     2025-09-20    2025-10-10         100  USD
        D2       won     2025-09-20    2025-10-10         100  -
    """)
    rates = frame("currency month rate\nUSD 2025-09 0.8\nUSD 2025-10 0.9\nUSD 2025-11 1.1")
    figures = readings(
        won_annual_recurring_revenue, tables={"deals": deals, "exchange_rates": rates}
    )
    assert figures.get(NAME, "2025Q4").exact == Decimal(190)
    assert figures.sources[NAME] == "deals.csv; exchange_rates.csv"
