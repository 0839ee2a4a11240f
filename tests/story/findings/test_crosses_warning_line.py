"""Warning lines: crossed or not, since when, and by whose line."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding
from reportgen.story.findings.crosses_warning_line import crosses_warning_line
from tests.story.findings.tell import tell

RUN = """
cac_payback 2026Q3 14.2 n=12
cac_payback 2026Q2 13.0 n=12
cac_payback 2026Q1 12.5 n=12
cac_payback 2025Q4 11.0 n=12
"""


def found(text: str, **more: object) -> list[Finding]:
    return list(crosses_warning_line.find(tell(text, **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "CAC payback was 14.2 months in Q3 2026, above the rule of thumb of 12.0 months, "
            "3 quarters in a row since Q1 2026.",
        ),
        (
            "sv",
            "CAC-återbetalningstiden var 14,2 mån under Q3 2026, över "
            "tumregeln 12,0 mån, 3 kvartal i rad sedan Q1 2026.",
        ),
    ],
)
def test_it_says_since_when(locale: str, sentence: str) -> None:
    (told,) = found(RUN, locale=locale)
    assert told.text.replace("\xa0", " ") == sentence
    assert told.good is False


def test_a_new_crossing_says_what_it_was_before_and_weighs_more() -> None:
    (new,) = found("cac_payback 2026Q3 14.2\ncac_payback 2026Q2 11.0")
    assert "; in Q2 2026 it was 11.0 months, on the right side." in new.text.replace("\xa0", " ")
    (old,) = found("cac_payback 2026Q3 14.2\ncac_payback 2026Q2 13.0\ncac_payback 2026Q1 11.0")
    assert new.weight > old.weight


def test_a_run_to_the_start_of_the_figures_does_not_claim_a_beginning() -> None:
    (told,) = found("cac_payback 2026Q3 14.2\ncac_payback 2026Q2 13.0")
    assert "in all 2 quarters available, from Q2 2026" in told.text
    assert "since" not in told.text


def test_alone_it_says_nothing_of_before() -> None:
    (told,) = found("cac_payback 2026Q3 14.2")
    assert told.text.endswith("rule of thumb of 12.0\xa0months.")


def test_on_the_line_is_not_over_it() -> None:
    assert found("cac_payback 2026Q3 12") == []


def test_a_missing_reading_gives_no_finding() -> None:
    assert found("cac_payback 2026Q3 - missing=div_zero\ncac_payback 2026Q2 14") == []


@pytest.mark.parametrize("key", ["payback_warn", "cac_payback"])
def test_the_line_of_the_pack_wins(key: str) -> None:
    assert found("cac_payback 2026Q3 14.2", thresholds={key: 15}) == []
    (told,) = found("cac_payback 2026Q3 14.2", thresholds={key: 14})
    assert "the warning line of 14.0\xa0months" in told.text
    assert told.first
    (usual,) = found("cac_payback 2026Q3 14.2")
    assert not usual.first
    assert usual.weight < 0.6 < told.weight


def test_a_lower_line_and_a_line_that_only_the_pack_has() -> None:
    (told,) = found("quick_ratio 2026Q3 2.5 n=30")
    assert "below the rule of thumb of 4.00×" in told.text
    text = "annual_recurring_revenue 2026-09 900000 exact"
    assert found(text) == []
    (told,) = found(text, thresholds={"annual_recurring_revenue": 1_000_000})
    assert "below the warning line" in told.text
    assert "in September 2026" in told.text
    assert found("logo_churn TTM2026-09 0.05 n=40") == []
    (told,) = found("logo_churn TTM2026-09 0.05 n=40", thresholds={"logo_churn": 0.04})
    assert "above the warning line of 4.0%" in told.text


def test_few_customers_behind_a_ratio_are_said() -> None:
    (told,) = found("cac_payback 2026Q3 14.2 n=3")
    assert "14.2\xa0months (n = 3, a small number)" in told.text
    (told,) = found("cac_payback 2026Q3 14.2 n=3", definitions={"small_n": 3})
    assert "small" not in told.text
