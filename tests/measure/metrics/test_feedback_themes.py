"""Answers by theme."""

from reportgen.measure.metrics.feedback_themes import feedback_themes
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "feedback_themes"
ROWS = frame("""
    date        score  segment  theme
    2025-10-01  9      Large    support
    2025-11-01  9      Small    support
    2025-12-01  9      Small    support
    2025-12-01  9      Small    price
    2025-12-02  9      -        price
    2025-12-03  9      Large    -
    2025-07-03  9      Large    speed
""")


def test_by_theme_and_segment() -> None:
    """Support 3, price 2; speed was said before."""
    figures = readings(feedback_themes, tables={"feedback": ROWS})
    assert figures.get(NAME, "2025Q4").value == 5
    found = {r.split: r.value for r in figures.groups(NAME, "theme")}
    assert found == {"support": 3, "price": 2, "speed": 0}
    both = "segment+theme"
    assert figures.get(NAME, "2025Q4", both, "Small+support").value == 2
    assert figures.get(NAME, "2025Q4", both, "(blank)+price").value == 1
    assert figures.get(NAME, "2025Q4", both, "Large+price").value == 0
    assert figures.get(NAME, "2025-10").value == 1


def test_free_text_does_not_become_a_hundred_groups() -> None:
    """The most frequent stay, all others are one; together they are all answers."""
    texts = "\n".join(f"2025-12-01 9 t{number:03}" for number in range(150))
    rows = frame(f"date score theme\n{texts}\n2025-10-02 9 t149")
    found = readings(feedback_themes, tables={"feedback": rows}).groups(NAME, "theme")
    values = {reading.split: reading.value for reading in found}
    assert len(values) <= 60
    assert values["t149"] == 2
    assert sum(value or 0 for value in values.values()) == 151


def test_no_theme() -> None:
    """A table without the column, or without a word in it, or no table."""
    for text in ("date score\n2025-12-01 9", "date score theme\n2025-12-01 9 -"):
        tables = {"feedback": frame(text)}
        assert readings(feedback_themes, tables=tables).get(NAME, "2025Q4").missing == "no_data"
    assert readings(feedback_themes, tables={}).get(NAME, "2025Q4").missing == "no_data"
