"""Progress of the quarter's actions."""

import polars as pl
import pytest

from reportgen.measure.metrics.quarter_focus import quarter_focus
from tests.ascii_table import EXACT, frame
from tests.measure.readings import readings

NAME = "quarter_focus"
NUMBERS = {"start": EXACT, "target": EXACT, "actual": EXACT}
ACTIONS = frame(
    """
    action  owner kpi      start target actual status due
    calls   Ada   meetings 40    60     55     open   2025-12-31
    churn   Bo    churn    0.030 0.020  0.032  open   2025-12-31
    done    Bo    deals    2     4      5      done   2025-11-30
    unknown Cy    nps      10    20     -      open   2025-12-31
    still   Cy    nps      10    10     10     open   2025-12-31
    """,
    **NUMBERS,
)


def test_how_much_of_the_way_is_done() -> None:
    """Three quarters; backwards; past the target; unknown; a way without a length."""
    figures = readings(quarter_focus, tables={"actions": ACTIONS})
    found = {r.split: r.missing or r.value for r in figures.groups(NAME, "action")}
    assert found["calls"] == 0.75
    assert found["churn"] == pytest.approx(-0.2)
    assert found["done"] == 1.5
    assert found["unknown"] == "no_data"
    assert found["still"] == "div_zero"
    reading = figures.get(NAME, "2025Q4", "action", "calls")
    assert (reading.numerator, reading.denominator) == (15, 20)


def test_the_way_of_one_cannot_be_added_to_that_of_another() -> None:
    """The company has no progress of its own; of earlier quarters the list says nothing."""
    figures = readings(quarter_focus, tables={"actions": ACTIONS})
    assert figures.get(NAME, "2025Q4").missing == "not_meaningful"
    assert figures.get(NAME, "2025-12", "action", "calls").value == 0.75
    assert figures.get(NAME, "2025Q3").missing in ("insufficient_history", "no_data")


def test_a_list_without_figures() -> None:
    """Who does what is worth a page even where nobody has measured."""
    bare = ACTIONS.select(pl.exclude("start", "target", "actual"))
    figures = readings(quarter_focus, tables={"actions": bare})
    assert {r.missing for r in figures.groups(NAME, "action")} == {"no_data"}
    assert readings(quarter_focus, tables={}).get(NAME, "2025Q4").missing == "no_data"
