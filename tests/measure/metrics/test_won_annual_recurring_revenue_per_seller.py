"""Won annual recurring revenue per seller."""

from reportgen.measure.metrics.won_annual_recurring_revenue_per_seller import (
    won_annual_recurring_revenue_per_seller,
)
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "won_annual_recurring_revenue_per_seller"
DEALS = frame("""
    deal_id status created_date close_date amount_arr owner segment
    D1      won    2025-08-01   2025-10-10     100000 Ada   ENT
    D2      won    2025-08-01   2025-12-10      50000 Ada   SMB
    D3      won    2025-08-01   2025-11-10      30000 Bo    SMB
    D4      lost   2025-08-01   2025-11-10      90000 Cy    SMB
    D5      won    2025-08-01   2025-11-10     999000 -     SMB
    D6      open   2025-08-01   -               90000 Di    SMB
""")


def test_won_over_the_sellers_who_had_a_deal_decided() -> None:
    """180,000 over three, of whom one lost her only deal; Ada counts once in the quarter."""
    figures = readings(won_annual_recurring_revenue_per_seller, tables={"deals": DEALS})
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (60_000, 180_000, 3)
    assert figures.get(NAME, "2025-12").value == 50_000
    assert figures.get(NAME, "2025Q4", "segment", "SMB").value == 80_000 / 3


def test_by_owner_it_is_what_each_has_won() -> None:
    """Who was not concerned has none, who only lost has 0."""
    figures = readings(won_annual_recurring_revenue_per_seller, tables={"deals": DEALS})
    found = {r.split: r.missing or r.value for r in figures.groups(NAME, "owner")}
    assert found["Ada"] == 150_000
    assert found["Bo"] == 30_000
    assert found["Cy"] == 0
    assert found["Di"] == "div_zero"


def test_no_owner_no_figure() -> None:
    """An export without owners, and a month without a decided deal."""
    figures = readings(
        won_annual_recurring_revenue_per_seller, tables={"deals": DEALS.drop("owner")}
    )
    assert figures.get(NAME, "2025Q4").missing == "no_data"
    figures = readings(won_annual_recurring_revenue_per_seller, tables={"deals": DEALS})
    assert figures.get(NAME, "2025-09").missing == "div_zero"
