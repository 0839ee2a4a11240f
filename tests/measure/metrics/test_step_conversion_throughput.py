"""Conversion by step of a funnel, by entries of the same period."""

from reportgen.measure.metrics.step_conversion_throughput import step_conversion_throughput
from tests.measure.funnels import figures, leads, many

NAME = "step_conversion_throughput"
STEP = "outbound: prospect > sales_lead"


def test_entries_of_the_same_quarter() -> None:
    """40 sales leads for 100 prospects: 40 %, at once."""
    days = {"prospect": "2025-10-01", "sales_lead": "2025-12-20"}
    rows = many("outbound", {"prospect": 100, "sales_lead": 40}, days)
    reading = figures(step_conversion_throughput, leads=rows).get(NAME, "2025Q4", "step", STEP)
    assert (reading.value, reading.numerator, reading.denominator) == (0.4, 40, 100)


def test_it_may_exceed_a_hundred_per_cent_and_needs_something_to_divide_by() -> None:
    """Two prospects of the third quarter go on in the fourth, which has one of its own."""
    rows = leads("""
        lead_id  stage       entered_at  flow
        L1       prospect    2025-07-01  outbound
        L1       sales_lead  2025-10-05  outbound
        L2       prospect    2025-09-01  outbound
        L2       sales_lead  2025-10-05  outbound
        L3       prospect    2025-10-01  outbound
    """)
    found = figures(step_conversion_throughput, leads=rows)
    assert found.get(NAME, "2025Q4", "step", STEP).value == 2
    assert found.get(NAME, "2025Q3", "step", STEP).value == 0
    assert found.get(NAME, "2025-11", "step", STEP).missing == "div_zero"
    assert figures(step_conversion_throughput).get(NAME, "2025Q4").missing == "no_data"
