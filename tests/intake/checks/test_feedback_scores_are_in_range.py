from __future__ import annotations

import pytest

from reportgen.intake.checks.feedback_scores_are_in_range import feedback_scores_are_in_range
from reportgen.problem import Severity
from tests.intake.checks.find import find, lines

HEADER = "date score type\n"


@pytest.mark.parametrize(
    ("row", "scale"),
    [
        ("2026-01-01 11 nps", "0 to 10"),
        ("2026-01-01 100 nps", "0 to 10"),
        ("2026-01-01 0 csat", "1 to 5"),
        ("2026-01-01 9 csat", "1 to 5"),
    ],
)
def test_a_score_of_another_scale(row: str, scale: str) -> None:
    (problem,) = find(feedback_scores_are_in_range, feedback=HEADER + row)
    assert problem.severity is Severity.ERROR
    assert (problem.line, problem.column) == (2, "score")
    assert scale in problem.what


def test_the_ends_of_both_scales() -> None:
    rows = "2026-01-01 0 nps\n2026-01-01 10 nps\n2026-01-01 1 csat\n2026-01-01 5 csat"
    assert not find(feedback_scores_are_in_range, feedback=HEADER + rows)
    assert not find(feedback_scores_are_in_range)


def test_answers_without_a_type_are_one_warning() -> None:
    rows = "2026-01-01 9 nps\n2026-01-01 9 -\n2026-01-01 99 -\n2026-01-01 11 nps"
    found = find(feedback_scores_are_in_range, feedback=HEADER + rows)
    assert lines(found) == [3, 5]
    assert found[0].severity is Severity.WARNING
    assert "2 answers have no type" in found[0].what


def test_a_file_without_the_column() -> None:
    (problem,) = find(feedback_scores_are_in_range, feedback="date score\n2026-01-01 9")
    assert problem.severity is Severity.WARNING
    assert "constants" in problem.advice
