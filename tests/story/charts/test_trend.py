"""A metric over time."""

from __future__ import annotations

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import exact, inspect, nothing, picture, quarters, row, story

PAYBACK = [9.0, 9.5, 10.0, 11.0, 11.5, 12.5, 13.0, 14.0, 14.5, 14.2, 14.1]
ARR = [f"2025-{month:02d}" for month in range(9, 13)] + [f"2026-{m:02d}" for m in range(1, 10)]


def test_title_says_how_much_it_grew_in_a_year(drawing: Drawing) -> None:
    rows = [
        exact("annual_recurring_revenue", label, 100_000_000 + 2_600_000 * index)
        for index, label in enumerate(ARR)
    ]
    shown = picture("trend", story(rows), "annual_recurring_revenue")
    assert shown.title == "ARR grew 31.2% in a year, to 131.2\u00a0MSEK"
    assert "Highest 131.2\u00a0MSEK (Sep 2026), lowest 100.0\u00a0MSEK (Sep 2025)" in shown.alt
    assert "131.2\u00a0MSEK" in [label.text for label in inspect(drawing, shown)]


def test_title_knows_which_way_is_worse_and_names_the_warning_line(drawing: Drawing) -> None:
    rows = [row("cac_payback", label, value) for label, value in quarters(2024, PAYBACK)]
    shown = picture("trend", story(rows, locale="sv"), "cac_payback", size="half")
    assert shown.title == (
        "CAC-återbetalningstiden försämrades från 13,0 mån till 14,1 mån på ett år, "
        "på fel sida av tumregeln 12,0 mån"
    ).replace(" mån", "\u00a0mån")
    assert "Korsar linjen ”Tumregel 12,0\u00a0mån” Q2 2025." in shown.alt
    assert "Tumregel" in [label.text for label in inspect(drawing, shown)]


def test_warning_line_of_the_pack_goes_before_the_metrics_own() -> None:
    rows = [row("cac_payback", label, value) for label, value in quarters(2024, PAYBACK)]
    told = story(rows, thresholds={"payback_warn": 18.0})
    assert "wrong side" not in picture("trend", told, "cac_payback").title


@pytest.mark.parametrize(
    ("margin", "title"),
    [
        (
            5.0,
            "NPS: no clear change, 14.9 against 8.9 a year ago, which may be chance",
        ),
        (4.0, "NPS improved from 8.9 to 14.9 in a year"),
    ],
)
def test_a_change_within_the_margin_is_no_improvement(margin: float, title: str) -> None:
    rows = [
        row("nps", period, value, **more)
        for period, score in (("2025-09", 8.9), ("2026-09", 14.9))
        for value, more in ((score, {}), (margin, {"split_by": "part", "split": "margin"}))
    ]
    # Margins of 5 each: the change may be off by 7.1, of 4 each by 5.7.
    assert picture("trend", story(rows), "nps").title == title


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((1, 2), "CAC payback: 14.2 months (n = 2), against 19.6 months (n = 1) a year ago"),
        ((40, 2), "CAC payback: 14.2 months (n = 2), against 19.6 months (n = 40) a year ago"),
        ((1, 40), "CAC payback: 14.2 months (n = 40), against 19.6 months (n = 1) a year ago"),
        ((40, 50), "CAC payback improved from 19.6 months to 14.2 months in a year"),
    ],
)
def test_of_few_customers_at_either_end_nothing_is_better_or_worse(
    counts: tuple[int, int], title: str
) -> None:
    """Fewer than five new customers: the two figures and how many they stand on."""
    rows = [
        row("cac_payback", label, value, n=n)
        for label, value, n in zip(("2025Q3", "2026Q3"), (19.6, 14.2), counts, strict=True)
    ]
    told = picture("trend", story(rows, thresholds={"payback_warn": 18.0}), "cac_payback").title
    assert told.replace("\u00a0", " ") == title


def test_a_total_of_few_is_exact() -> None:
    """Three new customers are three: it is no sample."""
    rows = [
        exact("new_customers", q, value, n=value) for q, value in (("2025Q3", 1), ("2026Q3", 3))
    ]
    shown = picture("trend", story(rows), "new_customers")
    assert shown.title == "New customers rose from 1 to 3 in a year"


def test_missing_periods_in_a_row_are_told_by_their_ends() -> None:
    values = [1.0, None, None, None, 2.0, None, 3.0, 4.0]
    labels = [f"{y}Q{q}" for y in (2024, 2025, 2026) for q in (1, 2, 3, 4)][3:11]
    rows = [
        row("win_rate", label, value) | ({"missing": "no_data"} if value is None else {})
        for label, value in zip(labels, values, strict=True)
    ]
    note = picture("trend", story(rows), "win_rate", step="quarter", count=8).note
    assert note == "No value for Q1 2025 to Q3 2025 and Q1 2026: no data."


def test_missing_points_leave_a_gap_and_the_note_says_why(drawing: Drawing) -> None:
    values = [None, 4.0, None, 3.0, 2.0, None, 3.0, 4.0, 4.0, 5.0, 5.0]
    rows = [row("quick_ratio", label, value) for label, value in quarters(2024, values)]
    rows[5] |= {"missing": "infinite"}
    shown = picture("trend", story(rows), "quick_ratio")
    assert shown.note == "No value for Q3 2024: no data. No value for Q2 2025: no losses."
    stretches = [point["stretch"] for point in shown.payload["data"]["points"]]
    assert stretches == ["1", "2", "2", "3", "3", "3", "3", "3"]
    assert len(shown.payload["data"]["alone"]) == 1
    # The first quarters without any value are not a gap.
    assert shown.rows[0][0] == "Q2 2024"
    inspect(drawing, shown)


@pytest.mark.parametrize("value", [0.0, -0.4, 1e-7, 3.0])
def test_one_point_is_a_picture(drawing: Drawing, value: float) -> None:
    shown = picture("trend", story([row("magic_number", "2026Q3", value)]), "magic_number")
    inspect(drawing, shown)


def test_negative_values_have_a_line_at_zero(drawing: Drawing) -> None:
    rows = [
        row("ebitda_margin", f"2026Q{n}", value) for n, value in ((1, -0.2), (2, 0.1), (3, 0.0))
    ]
    shown = picture("trend", story(rows), "ebitda_margin")
    assert len(shown.payload["data"]["zero"]) == 1
    assert shown.title == "EBITDA margin improved from −20.0% to 0.0% since Q1 2026"
    inspect(drawing, shown)


def test_unchanged_is_what_is_printed_alike() -> None:
    rows = [row("win_rate", "2025Q3", 0.30001), row("win_rate", "2026Q3", 0.30004)]
    assert picture("trend", story(rows), "win_rate").title == "Win rate stayed at 30.0% in a year"


@pytest.mark.parametrize(
    ("before", "now", "title"),
    [
        (
            0.706,
            0.70,
            "Use of licences: almost unchanged, 70.0% against 70.6% a year ago",
        ),
        (0.708, 0.70, "Use of licences worsened from 70.8% to 70.0% in a year"),
        (0.70, 0.706, "Use of licences: almost unchanged, 70.6% against 70.0% a year ago"),
    ],
)
def test_a_hundredth_of_the_figure_makes_it_neither_better_nor_worse(
    before: float, now: float, title: str
) -> None:
    """0.6 points of 70.6 are 0.8 %, 0.8 points of 70.8 are 1.1 %."""
    rows = [row("license_utilisation", "2025-09", before)]
    rows.append(row("license_utilisation", "2026-09", now))
    assert picture("trend", story(rows), "license_utilisation").title == title


def test_plan_is_drawn_in_beside_the_figures(drawing: Drawing) -> None:
    rows = [exact("annual_recurring_revenue", label, 9_000_000) for label in ARR]
    rows.append(
        exact("plan", "2026-09", 9_500_000, split_by="key", split="annual_recurring_revenue")
    )
    shown = picture("trend", story(rows), "annual_recurring_revenue")
    assert shown.header == ("Period", "Annual recurring revenue", "Plan")
    assert shown.rows[-1] == ("Sep 2026", "9.00\u00a0MSEK", "9.50\u00a0MSEK")
    assert "Plan" in [label.text for label in inspect(drawing, shown)]


def test_target_and_warning_line_at_one_value_are_one_line() -> None:
    rows = [row("cac_payback", label, value) for label, value in quarters(2024, PAYBACK)]
    shown = picture("trend", story(rows, targets={"cac_payback": 12.0}), "cac_payback")
    assert len(shown.payload["data"]["levels"]) == 1


def test_a_line_far_off_is_told_and_not_drawn() -> None:
    rows = [row("magic_number", "2026Q2", 0.01), row("magic_number", "2026Q3", 0.02)]
    shown = picture("trend", story(rows), "magic_number")
    assert shown.payload["data"]["levels"] == []
    assert shown.note == "Rule of thumb (0.75×) lies outside the chart."


def test_nothing_to_show() -> None:
    assert nothing("trend", story([]), "cac_payback")
    assert nothing("trend", story([row("growth_band", "2026-09", 2.0)]), "growth_band")


def test_a_share_of_counts_improves_only_beyond_chance() -> None:
    """71 of 173 against 56 of 149 is 41.0 against 37.6 %: chance. Of ten times as many it is not."""
    for times, words in (
        (1, ": no clear change, 41.0% against 37.6%"),
        (10, "improved from 37.6%"),
    ):
        rows = [
            row(
                "win_rate",
                period,
                won / decided,
                numerator=won * times,
                denominator=decided * times,
                n=decided * times,
            )
            for period, won, decided in (("2025Q3", 56, 149), ("2026Q3", 71, 173))
        ]
        assert words in picture("trend", story(rows), "win_rate").title
