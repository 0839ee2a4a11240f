"""Time between the stages of a funnel."""

from reportgen.measure.metrics.transit_time import transit_time
from tests.measure.funnels import figures, leads

NAME = "transit_time"
STEP = "outbound: prospect > sales_lead"
ROWS = leads("""
    lead_id  stage       entered_at  flow      segment
    L1       prospect    2025-04-01  outbound  ENT
    L1       sales_lead  2025-04-11  outbound  ENT
    L2       prospect    2025-04-01  outbound  ENT
    L2       sales_lead  2025-04-21  outbound  ENT
    L3       prospect    2025-04-01  outbound  SMB
    L3       sales_lead  2025-05-31  outbound  SMB
    L4       prospect    2025-04-01  outbound  SMB
""")


def test_the_middle_of_those_who_came() -> None:
    """10, 20 and 60 days: 20; who did not come has no time."""
    found = figures(transit_time, leads=ROWS)
    reading = found.get(NAME, "2025Q2", "step", STEP)
    assert (reading.value, reading.n) == (20, 3)
    assert found.get(NAME, "2025Q2", "segment+step", f"ENT+{STEP}").value == 15


def test_the_cohort_must_have_had_its_time() -> None:
    """Else only the quick ones would be counted."""
    found = figures(transit_time, leads=ROWS, period="2025-07")
    assert found.get(NAME, "2025-04", "step", STEP).value == 20
    assert found.get(NAME, "2025Q2", "step", STEP).missing == "partial_period"
    assert figures(transit_time).get(NAME, "2025Q2").missing == "no_data"
