"""Net promoter score."""

import pytest

from reportgen.measure.metrics.nps import nps
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "nps"


def answers(*scores: int, day: str = "2025-12-01", kind: str = "nps") -> str:
    """A row for each score, of nobody in particular."""
    return "\n".join(f"{day} {score} {kind} -" for score in scores)


HEAD = "date score type customer_id\n"


def test_published_example() -> None:
    """30 % promoters, 20 % detractors: +10 (DELA 2018)."""
    rows = frame(HEAD + answers(9, 10, 9, 0, 6, 7, 7, 8, 8, 7))
    figures = readings(nps, tables={"feedback": rows})
    reading = figures.get(NAME, "2025-12")
    assert (reading.value, reading.numerator, reading.denominator, reading.n) == (10, 1, 10, 10)
    # 196 x square root of ((0.3 + 0.2 - 0.1 squared) / 10)
    assert figures.get(NAME, "2025-12", "part", "margin").value == pytest.approx(43.38645)


def test_the_latest_answer_of_each_customer() -> None:
    """A changed its mind twice, B answered twice on a day: the later row holds; the others count 1."""
    rows = frame(
        HEAD
        + answers(9, 9, 9)
        + """
        2025-11-01  0   nps  A
        2025-12-30  10  nps  A
        2025-12-01  2   nps  A
        2025-12-05  10  nps  B
        2025-12-05  0   nps  B
    """
    )
    reading = readings(nps, tables={"feedback": rows}).get(NAME, "2025-12")
    assert (reading.numerator, reading.denominator) == (3, 5)


def test_ninety_days_to_the_end_of_the_month() -> None:
    """(2 October, 31 December]: the 2nd is 90 days back and out, the 3rd is in."""
    days = answers(10, 10, 10, 10, day="2025-12-01") + "\n" + answers(0, day="2025-10-02")
    reading = readings(nps, tables={"feedback": frame(HEAD + days)}).get(NAME, "2025-12")
    assert reading.missing == "suppressed_small_n"
    days = answers(10, 10, 10, 10, day="2025-12-01") + "\n" + answers(0, day="2025-10-03")
    reading = readings(nps, tables={"feedback": frame(HEAD + days)}).get(NAME, "2025-12")
    assert (reading.value, reading.n) == (60, 5)
    for length, count in ((31, 4), (30, 0)):
        figures = readings(nps, tables={"feedback": frame(HEAD + days)}, feedback_days=length)
        assert figures.get(NAME, "2025-12").n == count


def test_four_answers_tell_nothing_not_even_their_halves() -> None:
    """For the company and for each group; the least number is the pack's choice."""
    rows = frame("""
        date        score  type  customer_id  segment
        2025-12-01  10     nps   -            Large
        2025-12-01  10     nps   -            Large
        2025-12-01  0      nps   -            Large
        2025-12-01  0      nps   -            Large
        2025-12-01  0      nps   -            Small
    """)
    figures = readings(nps, tables={"feedback": rows})
    assert figures.get(NAME, "2025-12").value == -20
    large = figures.get(NAME, "2025-12", "segment", "Large")
    assert (large.missing, large.n) == ("suppressed_small_n", 4)
    assert (large.value, large.numerator, large.denominator) == (None, None, None)
    fewer = readings(nps, tables={"feedback": rows}, feedback_least_answers=4)
    assert fewer.get(NAME, "2025-12", "segment", "Large").value == 0


def test_segments_are_those_of_the_list_of_customers() -> None:
    """What an answer says of itself counts where the customer is not known; merged are one."""
    customers = frame("""
        customer_id  segment  merged_into  merged_from_month
        A            Large    -            -
        B            Small    A            2025-06
    """)
    rows = frame("""
        date        score  type  customer_id  segment
        2025-12-01  10     nps   A            Old
        2025-12-02  0      nps   B            Old
        2025-12-02  9      nps   X            Small
        2025-12-02  9      nps   -            -
    """)
    figures = readings(
        nps, tables={"feedback": rows, "customers": customers}, feedback_least_answers=1
    )
    large = figures.get(NAME, "2025-12", "segment", "Large")
    assert (large.value, large.n) == (-100, 1)
    assert figures.get(NAME, "2025-12", "segment", "Small").value == 100
    assert figures.get(NAME, "2025-12", "segment", "(blank)").n == 1
    assert figures.get(NAME, "2025-12", "segment", "Old").missing == "no_data"


def test_other_scales_are_no_answers() -> None:
    """Of another type, of none, out of range, or after the period."""
    rows = frame(
        HEAD
        + answers(9, 9, 9, 9, 9)
        + "\n"
        + answers(5, 1, kind="csat")
        + "\n"
        + answers(3, kind="-")
        + "\n"
        + answers(11, 100)
        + "\n"
        + answers(0, 0, day="2026-01-01")
    )
    reading = readings(nps, tables={"feedback": rows}).get(NAME, "2025-12")
    assert (reading.value, reading.n) == (100, 5)


def test_missing_reasons() -> None:
    """No table, no type, before the first answer, and no answer in the window."""
    assert readings(nps, tables={}).get(NAME, "2025-12").missing == "no_data"
    bare = frame("date score\n2025-12-01 9")
    assert readings(nps, tables={"feedback": bare}).get(NAME, "2025-12").missing == "no_data"
    rows = frame(HEAD + answers(9, 9, 9, 9, 9, day="2025-06-01"))
    figures = readings(nps, tables={"feedback": rows})
    assert figures.get(NAME, "2025-05").missing == "no_data"
    assert figures.get(NAME, "2025-07").value == 100
    assert figures.get(NAME, "2025-12").missing == "no_data"
