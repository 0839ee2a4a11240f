"""Satisfied customers."""

from reportgen.measure.metrics.csat import csat
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "csat"
ROWS = frame("""
    date        score  type  customer_id
    2025-12-01  5      csat  A
    2025-12-01  4      csat  B
    2025-12-01  4      csat  C
    2025-12-01  3      csat  D
    2025-12-01  1      csat  -
    2025-12-01  10     nps   A
    2025-12-01  0      csat  E
    2025-12-01  9      csat  F
""")


def test_fours_and_fives() -> None:
    """3 of 5: 60 %; A's other answer is of another type, 0 and 9 are not on the scale."""
    reading = readings(csat, tables={"feedback": ROWS}).get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.6, 3, 5)


def test_too_few() -> None:
    """Four answers."""
    reading = readings(csat, tables={"feedback": ROWS.head(4)}).get(NAME, "2025-12")
    assert (reading.missing, reading.numerator) == ("suppressed_small_n", None)


def test_nobody_was_asked() -> None:
    """Only the other kind of answer, or none."""
    other = ROWS.filter(ROWS["type"] == "nps")
    assert readings(csat, tables={"feedback": other}).get(NAME, "2025-12").missing == "no_data"
    assert readings(csat, tables={}).get(NAME, "2025-12").missing == "no_data"
