"""Needed per month to meet the year's plan, numbers."""

from reportgen.measure.metrics.run_rate_gap_count import run_rate_gap_count
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "run_rate_gap_count"


def test_won_deals_still_to_come() -> None:
    """24 planned of the year, two won by October: eleven in each of the two months left."""
    deals = frame("""
        deal_id status created_date close_date amount_arr
        D1      won    2025-01-02   2025-01-10     100000
        D2      won    2025-08-01   2025-10-10      50000
        D3      lost   2025-08-01   2025-10-10      50000
    """)
    rows = "\n".join(f"2025-{n:02} won_deals 2\n2025-{n:02} sm 40" for n in range(1, 13))
    plan = frame(f"month key value\n{rows}")
    figures = readings(run_rate_gap_count, tables={"deals": deals, "plan": plan}, period="2025-10")
    reading = figures.get(NAME, "2025-10", "key", "won_deals")
    assert (reading.value, reading.numerator, reading.denominator) == (11, 22, 2)
    assert [r.split for r in figures.groups(NAME, "key")] == ["won_deals"]
