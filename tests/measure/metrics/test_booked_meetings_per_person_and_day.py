"""meeting_booked per person and working day."""

from reportgen.measure.metrics.booked_meetings_per_person_and_day import (
    booked_meetings_per_person_and_day,
)
from tests.ascii_table import frame
from tests.measure.funnels import figures

NAME = "booked_meetings_per_person_and_day"
ACTIVITY = frame("""
    date        owner  type            count
    2025-10-01  Alva   meeting_booked  136
    2025-10-02  Bo     meeting_booked  1
    2025-10-31  Cia    meeting_booked  1
    2025-10-31  Dan    email           99
""")


def test_per_person_and_working_day() -> None:
    """138 of three people in the 23 working days of October 2025: 2.0."""
    reading = figures(booked_meetings_per_person_and_day, sales_activity=ACTIVITY).get(
        NAME, "2025-10"
    )
    assert (reading.value, reading.numerator, reading.denominator) == (2, 138, 69)


def test_missing() -> None:
    found = figures(booked_meetings_per_person_and_day, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-11").missing == "div_zero"
    assert figures(booked_meetings_per_person_and_day).get(NAME, "2025-11").missing == "no_data"
