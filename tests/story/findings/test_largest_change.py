"""Changes: unusual for the metric, judged by its polarity, a group only where parts add up."""

from __future__ import annotations

import pytest

from reportgen.story.finding import Finding, all_findings
from reportgen.story.findings.largest_change import largest_change
from tests.story.findings.tell import tell

PERIODS = [f"{y}-{m}" for y in (2026, 2025, 2024) for m in ("12", "09", "06", "03")][1:]
QUARTERS = [f"{y}Q{q}" for y in (2026, 2025, 2024) for q in (4, 3, 2, 1)][1:]


def series(metric: str, values: list[float], labels: list[str] = PERIODS, more: str = "") -> str:
    """Readings, the latest first."""
    return "\n".join(f"{metric} {p} {v} {more}" for p, v in zip(labels, values, strict=False))


def found(text: str, locale: str = "en") -> list[Finding]:
    return list(largest_change.find(tell(text, locale=locale)))


MONEY = series(
    "annual_recurring_revenue",
    [
        *(3_000_000, 2_500_000, 2_480_000, 2_450_000, 2_420_000),
        *(2_400_000, 2_375_000, 2_350_000, 2_325_000, 2_300_000),
    ],
    more="exact",
)
SHORT = "\n".join(MONEY.splitlines()[:6])
SEGMENTS = """
annual_recurring_revenue 2026-09 2000000 exact segment=SMB
annual_recurring_revenue 2026-09 1000000 exact segment=ENT
annual_recurring_revenue 2026-06 1600000 exact segment=SMB
annual_recurring_revenue 2026-06 900000 exact segment=ENT
"""


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "Annual recurring revenue rose from 2.50 MSEK in June 2026 to 3.00 MSEK in September "
            "2026 (+500 kSEK), 20.0× its usual change from one period to the next; the largest "
            "part of it, +400 kSEK, stands in segment SMB.",
        ),
        (
            "sv",
            "Den årliga återkommande intäkten (ARR) steg från 2,50 MSEK i juni 2026 till 3,00 MSEK "
            "i september 2026 (+500 tkr), 20,0× den vanliga "
            "förändringen mellan två perioder; den största delen, +400 tkr, finns i segment SMB.",
        ),
    ],
)
def test_the_sentence(locale: str, sentence: str) -> None:
    (told,) = found(MONEY + SEGMENTS, locale)
    assert told.text.replace("\xa0", " ") == sentence
    assert told.good is True


def test_no_group_where_parts_do_not_add_up() -> None:
    (told,) = found(MONEY + SEGMENTS.replace("900000", "800000"))
    assert "segment" not in told.text


def test_no_group_where_two_moved_alike() -> None:
    even = SEGMENTS.replace("ENT", "MID").replace("1600000", "1750000").replace("900000", "750000")
    (told,) = found(MONEY + even)
    assert "segment" not in told.text


def test_no_group_for_a_ratio() -> None:
    text = series("cac_payback", [20, 10, 9.8, 10.1, 10, 9.9], QUARTERS, "n=20")
    groups = "\ncac_payback 2026Q3 20 segment=SMB\ncac_payback 2026Q2 10 segment=SMB"
    (told,) = found(text + groups)
    assert "segment" not in told.text
    assert told.good is False


def test_what_moves_as_usual_is_not_told() -> None:
    assert found(series("customers", [60, 58, 55, 53, 50, 48, 45], more="exact")) == []


def test_a_short_history_is_no_yardstick() -> None:
    short = series("annual_recurring_revenue", [3e6, 2.5e6, 2.48e6, 2.45e6, 2.42e6], more="exact")
    assert found(short) == []


def test_after_standing_still() -> None:
    (told,) = found(series("customers", [51, *[50] * 9], more="exact"))
    assert told.text.endswith("(+1), after standing still.")


def test_fewer_than_eight_earlier_changes_give_no_number_of_times() -> None:
    (told,) = found(SHORT)
    assert told.text.endswith("(+500\u00a0kSEK).")
    assert not told.measured
    (long,) = found(MONEY)
    assert long.measured
    assert long.weight > told.weight


def test_a_ratio_of_few_is_no_development() -> None:
    values = [20, 10, 9.8, 10.1, 10, 9.9, 10, 10.1, 9.9, 10]
    (many,) = found(series("cac_payback", values, QUARTERS, "n=20"))
    assert "its usual change" in many.text
    assert found(series("cac_payback", values, QUARTERS, "n=1")) == []
    assert len(found(series("customers", [51, *[50] * 9], more="exact n=1"))) == 1


def test_the_change_is_the_difference_rounded_once() -> None:
    values = [0.6044, 0.6625, *[0.6625 + 0.001 * (n % 2) for n in range(4)]]
    (told,) = found(series("gross_margin", values, QUARTERS, "n=900"))
    # 66.3 and 60.4 as printed are 5.9 apart, the figures themselves 5.81.
    assert "from 66.3% in Q2 2026 to 60.4%" in told.text
    assert "(\u22125.8\u00a0pp)" in told.text


def test_a_single_group_that_moved_is_all_of_it() -> None:
    moved = SEGMENTS.replace("1600000", "1500000").replace("900000", "1000000")
    (told,) = found(MONEY + moved)
    assert told.text.endswith("; all of it in segment SMB.")


def test_a_gap_in_history_ends_the_yardstick() -> None:
    text = MONEY.replace("annual_recurring_revenue 2026-03 2480000", "customers 2026-03 1")
    assert found(text) == []


def test_against_a_year_ago_when_that_is_the_more_unusual() -> None:
    # Seasonal: every quarter jumps, but a year's change has always been 1.
    values = [90.0, 40, 10, 60, 21, 39, 9, 59, 20, 38, 8, 58, 19]
    labels = [f"{y}-{m}" for y in (2026, 2025, 2024, 2023) for m in ("12", "09", "06", "03")]
    text = series("customers", values, labels[1:], "exact")
    (told,) = found(text)
    assert "its usual change in a year" in told.text
    assert "from 21 in September 2025 to 90" in told.text


def test_the_newest_cohort_explains_nothing() -> None:
    """Only new customers can enter it: that all of a rise stands there is a tautology."""
    cohorts = SEGMENTS.replace("segment=", "cohort=")
    (told,) = found(MONEY + cohorts)
    assert "stands in" not in told.text


def test_what_follows_the_seasons_is_held_against_last_year() -> None:
    """Each summer 4.7 calls, else 6.5: the fall since spring is none."""
    calls = [4.8, 6.6, 6.5, 6.6, 4.7, 6.4, 6.5]
    name = "answered_calls_per_person_and_day"
    assert found(series(name, calls, QUARTERS)) == []
    assert len(found(series("average_deal_size", calls, QUARTERS))) == 1


def test_a_share_of_few_does_not_change_by_percentage_points() -> None:
    def rates(whole: int) -> str:
        parts = [3 * whole // 4, *[whole // 4] * 5]
        return "\n".join(
            f"win_rate {label} {part / whole} n={whole} numerator={part} denominator={whole}"
            for label, part in zip(QUARTERS, parts, strict=False)
        )

    (told,) = found(rates(20))
    assert "pp" in told.text
    assert found(rates(4)) == []


def test_a_share_that_may_have_moved_by_chance_is_not_told() -> None:
    """8 of 20 after 5 of 20 five times is fifteen points, and may be chance; 800 of 2,000 is not."""
    for times, told in ((1, 0), (100, 1)):
        whole = 20 * times
        text = "\n".join(
            f"win_rate {label} {part / 20} n={whole} numerator={part * times} denominator={whole}"
            for label, part in zip(QUARTERS, [8, 5, 5, 5, 5, 5], strict=False)
        )
        assert len(found(text)) == told


def test_a_missing_reading_gives_no_finding() -> None:
    assert found(MONEY.replace("2026-09 3000000 exact", "2026-09 -")) == []


def test_no_sentence_names_a_cause() -> None:
    text = " ".join(one.text for one in all_findings(tell(MONEY + SEGMENTS))).lower()
    assert not [word for word in ("because", "due to", "driven", "caused") if word in text]


def test_the_weightiest_come_first_and_each_kind_tells_of_a_metric_once() -> None:
    text = MONEY + "\ncac_payback 2026Q3 14.2 n=3\ncac_payback 2026Q2 11 n=8"
    told = all_findings(tell(text))
    assert [one.weight for one in told] == sorted((one.weight for one in told), reverse=True)
    assert len({(one.kind, one.metric) for one in told}) == len(told) > 1
    assert told == all_findings(tell(text))


# Every quarter 1,000 more, then 20,000 at once.
VALUES = series("customer_lifetime_value", [40_000, *range(20_000, 10_000, -1_000)], QUARTERS)
LIVES = "customer_lifetime TTM2026-09 {now}\ncustomer_lifetime TTM2026-06 {before}"
OWN = "50 numerator=400 denominator=8"
CUT = "60 numerator=400 denominator=5"


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(OWN, OWN, True), (CUT, CUT, False), (CUT, OWN, False), (OWN, CUT, False)],
)
def test_a_change_that_the_cap_is_part_of_is_not_told(now: str, before: str, told: bool) -> None:
    """80 months of which 60 count: the value has not moved as the figures say."""
    year_ago = f"customer_lifetime TTM2025-09 {before}"
    text = "\n".join([VALUES, LIVES.format(now=now, before=before), year_ago])
    metrics = [finding.metric for finding in found(text)]
    assert ("customer_lifetime_value" in metrics) is told
