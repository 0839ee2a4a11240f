"""Margin of the net promoter score."""

import pytest

from reportgen.measure.metrics.nps_margin import nps_margin
from tests.ascii_table import frame
from tests.measure.readings import readings

NAME = "nps_margin"


def rows(promoters: int, passives: int, detractors: int) -> str:
    """So many answers of each kind."""
    scores = [10] * promoters + [8] * passives + [1] * detractors
    return "date score type segment\n" + "\n".join(f"2025-12-01 {s} nps S" for s in scores)


def test_a_hundred_answers() -> None:
    """196 x square root of (0.49 / 100) = 13.72 points, in the segment too."""
    figures = readings(nps_margin, tables={"feedback": frame(rows(30, 50, 20))})
    assert figures.get(NAME, "2025-12").value == pytest.approx(13.72)
    assert figures.get(NAME, "2025-12", "segment", "S").value == pytest.approx(13.72)


def test_all_of_one_mind() -> None:
    """No spread at all: 0, and no root of a negative number."""
    for promoters, detractors in ((7, 0), (0, 7)):
        tables = {"feedback": frame(rows(promoters, 0, detractors))}
        assert readings(nps_margin, tables=tables).get(NAME, "2025-12").value == 0


def test_too_few() -> None:
    """As the score itself."""
    tables = {"feedback": frame(rows(2, 1, 1))}
    assert readings(nps_margin, tables=tables).get(NAME, "2025-12").missing == "suppressed_small_n"
    assert readings(nps_margin, tables={}).get(NAME, "2025-12").missing == "no_data"
