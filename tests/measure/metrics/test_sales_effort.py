"""What sellers cost for each deal that they win."""

from reportgen.measure.metrics.sales_effort import sales_effort
from reportgen.measure.reading import Readings
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "sales_effort"
# Cycles of 20, 30 and 70 days.
DEALS = frame("""
    deal_id  status  created_date  close_date  amount_arr  type
    D1       won     2025-09-20    2025-10-10      100000  new
    D2       won     2025-10-01    2025-10-31       50000  new
    D3       won     2025-10-01    2025-12-10       30000  new
    D4       lost    2025-08-01    2025-11-10      120000  new
    D5       won     2025-12-01    2025-12-10      900000  renewal
""")


def company(sellers: int) -> Readings:
    ledger = frame(f"""
        month    category           amount     sm_part
        2025-10  sm                 {sellers}  personnel_sales
        2025-11  sm                 40000      personnel_marketing
        2025-12  revenue_recurring  1000       -
        2025-12  cogs               250        -
    """)
    return readings(sales_effort, tables={"deals": DEALS, "ledger": ledger})


def parts(figures: Readings) -> dict[str, float | None]:
    names = ("value_per_cycle_day", "first_year_gross_profit", "too_costly")
    return {name: figures.get(NAME, "2025Q4", "part", name).value for name in names}


def test_sellers_over_won_deals() -> None:
    """180,000 / 3 = 60,000; a deal brings 60,000 x 75 % = 45,000 in its first year."""
    figures = company(180_000)
    reading = figures.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (60_000, 180_000, 3)
    assert parts(figures) == {
        "value_per_cycle_day": 60_000 / 30,
        "first_year_gross_profit": 45_000,
        "too_costly": 1,
    }


def test_as_much_as_a_first_year_brings_is_not_too_much() -> None:
    """135,000 / 3 = 45,000."""
    assert parts(company(135_000))["too_costly"] == 0


def test_a_month_without_won_deals_has_no_cost_per_deal() -> None:
    """November: sellers or not, nothing to divide by."""
    figures = company(180_000)
    assert figures.get(NAME, "2025-11").missing == "div_zero"
    assert figures.get(NAME, "2025-11", "part", "too_costly").missing == "div_zero"


def test_the_lines_of_its_parts_have_units_of_their_own() -> None:
    """Money beside money, and a flag."""
    units = company(1).figures().filter(split_by="part", period="2025Q4")
    assert dict(units.select("split", "unit").iter_rows()) == {
        "value_per_cycle_day": "EUR",
        "first_year_gross_profit": "EUR",
        "too_costly": "flag",
    }
