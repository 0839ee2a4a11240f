"""Leads that come back from nurturing."""

from reportgen.measure.metrics.recycle_rate import recycle_rate
from tests.measure.funnels import figures, leads, many

NAME = "recycle_rate"


def test_a_quarter_of_the_entries_led_back() -> None:
    """20 entries, of which 5 led back: 25 %."""
    days = {"nurturing_lead": "2025-04-01", "marketing_lead": "2025-05-01"}
    rows = many("nurture", {"nurturing_lead": 20, "marketing_lead": 5}, days)
    reading = figures(recycle_rate, leads=rows).get(NAME, "2025Q2")
    assert (reading.value, reading.numerator, reading.denominator, reading.n) == (0.25, 5, 20, 20)


def test_every_entry_counts_and_leads_back_at_most_once() -> None:
    """L1 went in twice and came out once, after the second time; L2 too late."""
    rows = leads("""
        lead_id  stage           entered_at  flow
        L1       nurturing_lead  2025-04-01  nurture
        L1       nurturing_lead  2025-05-01  nurture
        L1       marketing_lead  2025-05-20  nurture
        L2       nurturing_lead  2025-04-01  nurture
        L2       marketing_lead  2025-07-01  nurture
    """)
    reading = figures(recycle_rate, leads=rows).get(NAME, "2025Q2")
    assert (reading.numerator, reading.denominator) == (1, 3)


def test_missing_before_their_time_is_over_and_without_a_loop() -> None:
    rows = many("nurture", {"nurturing_lead": 2}, {"nurturing_lead": "2025-10-01"})
    assert figures(recycle_rate, leads=rows).get(NAME, "2025Q4").missing == "partial_period"
    straight = {"flows": {"sales": ["a", "b"]}}
    rows = many("sales", {"a": 2}, {"a": "2025-04-01"})
    assert (
        figures(recycle_rate, leads=rows, funnel=straight).get(NAME, "2025Q2").missing == "no_data"
    )
