"""call_answered per person and working day."""

from reportgen.measure.metrics.answered_calls_per_person_and_day import (
    answered_calls_per_person_and_day,
)
from tests.ascii_table import frame
from tests.measure.funnels import figures

NAME = "answered_calls_per_person_and_day"
ACTIVITY = frame("""
    date        owner  type            count
    2025-10-01  Alva   call_answered  1447
    2025-10-02  Bo     call_answered  1
    2025-10-31  Cia    call_answered  1
    2025-10-31  Dan    email           99
""")


def test_per_person_and_working_day() -> None:
    """1449 of three people in the 23 working days of October 2025: 21.0."""
    reading = figures(answered_calls_per_person_and_day, sales_activity=ACTIVITY).get(
        NAME, "2025-10"
    )
    assert (reading.value, reading.numerator, reading.denominator) == (21, 1449, 69)


def test_missing() -> None:
    found = figures(answered_calls_per_person_and_day, sales_activity=ACTIVITY)
    assert found.get(NAME, "2025-11").missing == "div_zero"
    assert figures(answered_calls_per_person_and_day).get(NAME, "2025-11").missing == "no_data"
