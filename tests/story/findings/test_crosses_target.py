"""Targets: met or missed, by the metric's polarity."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding
from reportgen.story.findings.crosses_target import crosses_target
from tests.story.findings.tell import tell


def found(text: str, targets: dict[str, float], locale: str = "en") -> list[Finding]:
    return list(crosses_target.find(tell(text, locale=locale, targets=targets)))


@pytest.mark.parametrize(
    ("metric", "value", "target", "good", "words"),
    [
        ("win_rate", 0.30, 0.25, True, "met the target of 25.0%, with 5.0 pp to spare"),
        ("win_rate", 0.20, 0.25, False, "missed the target of 25.0% by 5.0 pp"),
        ("win_rate", 0.25, 0.25, True, "exactly the target"),
        ("cac_payback", 11, 12, True, "met the target of 12.0 months"),
        ("cac_payback", 14, 12, False, "missed the target of 12.0 months by 2.0 months"),
        ("expansion_share", 0.3, 0.4, None, "10.0 pp below the target of 40.0%"),
        ("expansion_share", 0.5, 0.4, None, "10.0 pp above the target of 40.0%"),
    ],
)
def test_met_and_missed(
    metric: str, value: float, target: float, good: bool | None, words: str
) -> None:
    (told,) = found(f"{metric} 2026Q3 {value} n=20", {metric: target})
    assert words in told.text.replace("\xa0", " ")
    assert told.good is good


def test_missed_in_swedish() -> None:
    (told,) = found("cac_payback 2026Q3 14 n=2", {"cac_payback": 12}, locale="sv")
    assert told.text.replace("\xa0", " ") == (
        "CAC-återbetalningstiden var 14,0 mån (n = 2, ett litet antal) under Q3 2026 och "
        "missade målet 12,0 mån med 2,0 mån."
    )


def test_a_share_of_few_is_told_in_counts() -> None:
    text = "win_rate 2026Q3 0.75 n=4 numerator=3 denominator=4"
    (told,) = found(text, {"win_rate": 0.25})
    assert "was 3 of 4 in Q3 2026" in told.text
    assert "small number" not in told.text


def test_no_reading_no_finding() -> None:
    assert found("", {"cac_payback": 12}) == []
    assert found("cac_payback 2026Q3 -", {"cac_payback": 12, "no_such_metric": 1}) == []


def test_a_missed_target_weighs_more_than_a_met_one() -> None:
    (missed,) = found("win_rate 2026Q3 0.20", {"win_rate": 0.25})
    (met,) = found("win_rate 2026Q3 0.30", {"win_rate": 0.25})
    assert missed.weight > met.weight
