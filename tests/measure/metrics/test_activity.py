"""Activities of sellers per person and working day."""

import pytest

from reportgen.measure.metrics.activity import activity
from tests.ascii_table import frame
from tests.measure.funnels import figures

NAME = "activity"

ACTIVITY = frame("""
    date        owner  type            count  flow      role
    2025-10-01  Alva   call_answered     460  outbound  hunter
    2025-10-02  Bo     call_answered     460  outbound  hunter
    2025-10-31  Cia    call_answered     506  outbound  hunter
    2025-10-02  Alva   meeting_booked     46  outbound  hunter
    2025-10-02  Dan    meeting_held       23  inbound   seller
    2025-10-02  Dan    meeting_held       23  outbound  seller
""")


def test_per_person_and_working_day() -> None:
    """October 2025 has 23 working days: 1,426 answered calls of three people are 20.67 each."""
    reading = figures(activity, sales_activity=ACTIVITY).get(
        NAME, "2025-10", "type", "call_answered"
    )
    assert reading.value == pytest.approx(1426 / 69)
    assert (reading.numerator, reading.denominator) == (1426, 69)


def test_only_who_has_the_activity_counts() -> None:
    """One person books meetings: 46 / 23 = 2 a day, whatever the others do."""
    found = figures(activity, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-10", "type", "meeting_booked").value == 2
    assert found.get(NAME, "2025-10", "role+type", "hunter+meeting_booked").value == 2


def test_meetings_by_flow_add_up() -> None:
    """One a day from inbound, one from outbound, two in all."""
    found = figures(activity, sales_activity=ACTIVITY)
    parts = [
        found.get(NAME, "2025-10", "flow+type", f"{flow}+meeting_held").value
        for flow in ("inbound", "outbound")
    ]
    assert parts == [1, 1]
    assert found.get(NAME, "2025-10", "type", "meeting_held").value == 2


def test_missing() -> None:
    """There is no sum of calls and meetings; nothing in November; no export."""
    found = figures(activity, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-10").missing == "not_meaningful"
    assert found.get(NAME, "2025-11", "type", "call_answered").missing == "div_zero"
    assert figures(activity).get(NAME, "2025-10").missing == "no_data"
