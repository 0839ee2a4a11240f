"""How near people are to what they can do in a day."""

import pytest

from reportgen.measure.metrics.capacity_load import capacity_load
from tests.ascii_table import frame
from tests.measure.funnels import figures

NAME = "capacity_load"
ACTIVITY = frame("""
    date        owner  type            count
    2025-10-01  Alva   call_answered     437
    2025-10-02  Alva   meeting_booked     23
""")


def test_the_higher_of_the_two() -> None:
    """19 answered calls of 20: 95 %; one booked meeting of two: 50 %."""
    found = figures(capacity_load, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-10", "type", "call_answered").value == pytest.approx(0.95)
    assert found.get(NAME, "2025-10", "type", "meeting_booked").value == pytest.approx(0.5)
    assert found.get(NAME, "2025-10").value == pytest.approx(0.95)


def test_capacity_of_the_packs_own() -> None:
    """One meeting a day is a full day here."""
    own = {"capacity": {"answered_calls": 40, "booked_meetings": 1}}
    found = figures(capacity_load, sales_activity=ACTIVITY, funnel=own)
    assert found.get(NAME, "2025-10").value == pytest.approx(1)
    assert "40 answered calls or 1 booked" in found.definitions[NAME]


def test_missing() -> None:
    other = ACTIVITY.filter(ACTIVITY["type"] == "none")
    assert figures(capacity_load, sales_activity=other).get(NAME, "2025-10").missing == "no_data"
    assert figures(capacity_load).get(NAME, "2025-10").missing == "no_data"
