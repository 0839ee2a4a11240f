"""Hostage segments."""

import polars as pl

from reportgen.measure.metrics.hostage_segments import hostage_segments
from tests.ascii_table import frame
from tests.measure.readings import months, readings

NAME = "hostage_segments"
TTM = "TTM2025-12"
CUSTOMERS = frame("customer_id segment\nA Large\nB Medium\nC Small\nD -")
PAID = months("""
    customer_id  from     to       mrr
    A            2024-12  2025-12  100
    B            2024-12  2025-11  100
    B            2025-12  2025-12   90
    C            2024-12  2025-11  100
    C            2025-12  2025-12   80
    D            2024-12  2025-12  100
""")


def answers(**scores: int) -> str:
    """Five answers of each segment; the last may differ, to make a score of its own."""
    rows = [
        f"2025-12-0{place} {10 if place <= promoters else 0} nps {segment}"
        for segment, promoters in scores.items()
        for place in range(1, 6)
    ]
    return "\n".join(["date score type segment", *rows])


def tables(text: str) -> dict[str, pl.DataFrame]:
    """Retention 100 %, 90 % and 80 %, and these answers."""
    return {"recurring_revenue": PAID, "customers": CUSTOMERS, "feedback": frame(text)}


def test_kept_as_well_as_the_middle_one_but_unhappy() -> None:
    """Large -20 and kept best: one. Medium +20. Small -60, but its revenue goes, too."""
    given = tables(answers(Large=2, Medium=3, Small=1))
    figures = readings(hostage_segments, tables=given)
    assert (figures.get(NAME, TTM).value, figures.get(NAME, TTM).n) == (1, 3)
    found = {split: r.value for (p, split), r in figures.by(NAME, "segment").items() if p == TTM}
    assert found == {"Large": 1, "Medium": 0, "Small": 0}


def test_the_median_itself_counts() -> None:
    """Medium is kept as well as the middle one: it is the middle one."""
    given = tables(answers(Large=3, Medium=2, Small=1))
    figures = readings(hostage_segments, tables=given)
    assert figures.get(NAME, TTM, "segment", "Medium").value == 1
    assert figures.get(NAME, TTM).value == 1


def test_too_few_answers_are_no_judgement() -> None:
    """Large cannot be judged: neither 0 nor 1; two of three can."""
    text = answers(Medium=3, Small=1) + "\n2025-12-01 0 nps Large"
    figures = readings(hostage_segments, tables=tables(text))
    large = figures.get(NAME, TTM, "segment", "Large")
    assert (large.value, large.missing) == (None, "suppressed_small_n")
    assert (figures.get(NAME, TTM).value, figures.get(NAME, TTM).n) == (0, 2)


def test_missing_reasons() -> None:
    """Nobody can be judged; no segments; no table; less than a year."""
    few = readings(
        hostage_segments, tables=tables("date score type segment\n2025-12-01 0 nps Large")
    )
    assert few.get(NAME, TTM).missing == "suppressed_small_n"
    rows = {"recurring_revenue": PAID, "feedback": frame(answers(Large=2))}
    assert readings(hostage_segments, tables=rows).get(NAME, TTM).missing == "no_data"
    assert readings(hostage_segments, tables={}).get(NAME, TTM).missing == "no_data"
    assert readings(hostage_segments, tables={"recurring_revenue": PAID}).get(NAME, TTM).missing
    given = tables(answers(Large=2))
    figures = readings(hostage_segments, tables=given)
    assert figures.get(NAME, "TTM2025-11").missing == "insufficient_history"
