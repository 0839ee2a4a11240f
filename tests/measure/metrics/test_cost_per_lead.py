"""Cost per lead from advertising."""

from reportgen.measure.metrics.cost_per_lead import cost_per_lead
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads

NAME = "cost_per_lead"
LEDGER = frame("""
    month    line  amount  category  sm_part              source
    2025-10  A      30000  sm        ads_awareness        google
    2025-11  B      30000  sm        ads_consideration    linkedin
    2025-12  C      30000  sm        ads_conversion       linkedin
    2025-12  D     500000  sm        personnel_marketing  -
""")
ROWS = leads(
    "lead_id stage entered_at flow paid source\n"
    + "\n".join(f"P{n} marketing_lead 2025-10-05 inbound yes google" for n in range(20))
    + "\n"
    + "\n".join(f"Q{n} marketing_lead 2025-10-05 inbound yes linkedin" for n in range(40))
    + "\nF1 marketing_lead 2025-10-05 inbound no google\nV1 visitor 2025-10-05 inbound yes google"
)


def test_all_advertising_over_the_leads_it_brought() -> None:
    """90,000 / 60 = 1,500; conversion alone 30,000 / 60 = 500."""
    found = figures(cost_per_lead, leads=ROWS, ledger=LEDGER)
    reading = found.get(NAME, "2025Q4")
    assert (reading.value, reading.numerator, reading.denominator) == (1500, 90000, 60)
    assert found.get(NAME, "2025Q4", "part", "conversion_advertising").value == 500


def test_by_source_where_both_sides_have_it() -> None:
    """30,000 / 20 and 60,000 / 40; without the column in the ledger there is no such split."""
    found = figures(cost_per_lead, leads=ROWS, ledger=LEDGER)
    assert found.get(NAME, "2025Q4", "source", "google").value == 1500
    assert found.get(NAME, "2025Q4", "source", "linkedin").value == 1500
    bare = figures(cost_per_lead, leads=ROWS, ledger=LEDGER.drop("source"))
    assert bare.splits(NAME) == ["part"]


def test_no_leads_no_column_no_advertising() -> None:
    """Nothing to divide by, and three kinds of no data."""
    found = figures(cost_per_lead, leads=ROWS, ledger=LEDGER)
    assert found.get(NAME, "2025-12").missing == "div_zero"
    for tables in (
        {"leads": ROWS.drop("paid"), "ledger": LEDGER},
        {"leads": ROWS, "ledger": LEDGER.drop("sm_part")},
        {"leads": ROWS},
    ):
        assert figures(cost_per_lead, more=tables).get(NAME, "2025Q4").missing == "no_data"
