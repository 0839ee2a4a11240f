"""Response to follow-ups."""

from reportgen.measure.metrics.response_to_nurture import response_to_nurture
from tests.ascii_table import frame
from tests.measure.funnels import figures, leads, many

NAME = "response_to_nurture"
ACTIVITY = frame("""
    date        owner  type       count
    2025-10-01  Alva   follow_up    100
    2025-10-02  Bo     follow_up    100
    2025-10-05  Bo     click         30
    2025-12-01  Alva   follow_up      1
    2025-12-01  Bo     follow_up      1
    2025-12-01  Cia    call_dialled   1
""")


def test_clicks_for_each_follow_up() -> None:
    """200 follow-ups, 30 clicks: 15 %."""
    reading = figures(response_to_nurture, sales_activity=ACTIVITY).get(NAME, "2025-10")
    assert (reading.value, reading.numerator, reading.denominator) == (0.15, 30, 200)


def test_leads_in_nurturing_for_each_person_who_calls() -> None:
    """60 leads, 3 people: 20 each; one came back and is no longer in it, one went in again."""
    rows = many("nurture", {"nurturing_lead": 60}, {"nurturing_lead": "2025-11-01"})
    more = leads("""
        lead_id  stage           entered_at  flow
        back     nurturing_lead  2025-10-01  nurture
        back     marketing_lead  2025-11-01  nurture
        L0       nurturing_lead  2025-12-05  nurture
    """)
    found = figures(response_to_nurture, sales_activity=ACTIVITY, leads=rows.vstack(more))
    assert found.get(NAME, "2025-10", "part", "in_nurturing").value == 1
    assert found.get(NAME, "2025Q4", "part", "in_nurturing").value == 60
    assert found.get(NAME, "2025Q4", "part", "active_per_person").value == 20


def test_missing() -> None:
    found = figures(response_to_nurture, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-11").missing == "div_zero"
    assert found.get(NAME, "2025Q4", "part", "in_nurturing").missing == "no_data"
    assert figures(response_to_nurture).get(NAME, "2025-11").missing == "no_data"
