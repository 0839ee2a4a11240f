"""Customers heard within a year."""

from reportgen.measure.metrics.feedback_coverage import feedback_coverage
from tests.ascii_table import frame
from tests.measure.readings import readings
from tests.measure.use import paying

NAME = "feedback_coverage"
ROWS = frame("""
    date        score  type  customer_id
    2024-12-31  9      nps   A
    2025-01-01  2      nps   B
    2025-06-01  9      -     C
    2025-07-01  9      nps   C
    2025-07-01  9      nps   -
    2025-07-01  9      nps   X
    2025-07-01  9      nps   E
""")
CUSTOMERS = frame("""
    customer_id  segment  merged_into  merged_from_month
    A            Large    -            -
    B            Large    -            -
    C            Small    -            -
    D            Small    -            -
    E            Small    D            2025-09
""")


def test_active_customers_that_answered() -> None:
    """B, C and D (through E) of four; A's answer is older, X pays nothing, one is nobody's."""
    tables = {
        "feedback": ROWS,
        "recurring_revenue": paying(*"ABCDE", first="2024-06"),
        "customers": CUSTOMERS,
    }
    figures = readings(feedback_coverage, tables=tables)
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator) == (0.75, 3, 4)
    assert figures.get(NAME, "2025-12", "segment", "Large").value == 0.5
    # Twelve months: the last of them is November for A.
    assert figures.get(NAME, "2025-11").value == 1


def test_missing_reasons() -> None:
    """Both exports are needed; before the first answer nobody had been asked."""
    paid = paying(*"ABC", first="2024-06")
    both = {"feedback": ROWS, "recurring_revenue": paid}
    for names in ((), ("feedback",), ("recurring_revenue",)):
        tables = {name: both[name] for name in names}
        assert readings(feedback_coverage, tables=tables).get(NAME, "2025-12").missing == "no_data"
    figures = readings(feedback_coverage, tables=both)
    assert figures.get(NAME, "2024-11").missing == "insufficient_history"
