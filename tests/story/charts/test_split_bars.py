"""Bars of the groups of a split."""

from __future__ import annotations

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import NAMES, Row, exact, inspect, nothing, picture, row, story


def shares(values: dict[str, float | None], company: float = 1.0) -> list[Row]:
    """Win rate by segment, and the company's."""
    metric = "win_rate"
    return [row(metric, "2026Q3", company)] + [
        row(metric, "2026Q3", value, split_by="segment", split=name, n=7)
        for name, value in values.items()
    ]


def amounts(values: dict[str, float], by: str = "segment") -> list[Row]:
    """Monthly recurring revenue by group, and their sum."""
    metric = "recurring_revenue"
    return [exact(metric, "2026-09", sum(values.values()))] + [
        exact(metric, "2026-09", value, split_by=by, split=name, n=3)
        for name, value in values.items()
    ]


def test_bars_are_sorted_and_the_company_stands_beside_them(drawing: Drawing) -> None:
    told = story(shares({"Small": 0.9, "Large": 1.05, "Medium": 1.0}))
    shown = picture("split_bars", told, "win_rate", by="segment")
    assert [line[0] for line in shown.rows] == ["Large", "Medium", "Small"]
    assert shown.title == "Win rate is lowest for Small (90.0%) and highest for Large (105.0%)"
    labels = [label.text for label in inspect(drawing, shown)]
    assert "Whole company 100.0%" in labels
    assert labels.count("7") == 3


def test_groups_of_few_are_told_in_counts_and_not_compared(drawing: Drawing) -> None:
    rows = shares({"Small": 1.0, "Large": 0.4, "Medium": 0.5}, company=0.45)
    halves = {"Small": (1, 1), "Large": (20, 50), "Medium": (20, 40)}
    for line in rows[1:]:
        line["numerator"], line["denominator"] = halves[line["split"]]
        line["n"] = halves[line["split"]][1]
    shown = picture("split_bars", story(rows), "win_rate", by="segment")
    assert shown.title == (
        "Win rate, of groups with 5 or more, is lowest for Large (40.0%) and highest for "
        "Medium (50.0%)"
    )
    assert shown.rows[0] == ("Small", "1 of 1", "1")
    kinds = [bar["kind"] for bar in shown.payload["data"]["bars"]]
    assert kinds == ["few", "group", "group"]
    assert "1 of 1" in [label.text for label in inspect(drawing, shown)]


def test_parts_of_a_whole_have_shares_and_no_line(drawing: Drawing) -> None:
    told = story(amounts({"Small": 1000.0, "Large": 3000.0}), locale="sv")
    shown = picture("split_bars", told, "recurring_revenue", by="segment", size="half")
    assert shown.title == "Large står för 75,0\u00a0% av MRR"
    assert shown.payload["data"]["reference"] == []
    assert shown.rows[0] == ("Large", "3\u00a0000\u00a0kr", "75,0\u00a0%", "3")
    inspect(drawing, shown)


@pytest.mark.parametrize("size", ["full", "half"])
def test_names_of_all_kinds_are_drawn(drawing: Drawing, size: str) -> None:
    told = story(amounts({name: 100.0 + index for index, name in enumerate(NAMES)}))
    shown = picture("split_bars", told, "recurring_revenue", by="segment", size=size)
    labels = [label.text for label in inspect(drawing, shown)]
    assert {"rev.2025[SEK]:Q", "Emoji 😀 AB", "Ringer och vänder", "(not stated)"} <= set(labels)
    assert any(label.startswith("<b>Ärlig & Söner") for label in labels)
    (long,) = (label for label in labels if label.startswith("Ett ofantligt"))
    assert long.endswith("…")
    assert len(shown.payload["data"]["bars"]) == len(NAMES)


def test_thirty_parts_are_the_largest_and_a_rest(drawing: Drawing) -> None:
    told = story(amounts({f"Group {n:02d}": 100.0 + n for n in range(30)}))
    shown = picture("split_bars", told, "recurring_revenue", by="segment")
    assert len(shown.rows) == 12
    assert shown.rows[-1][0] == "Other (19)"
    assert shown.rows[-1][1] == "2,071\u00a0SEK"
    inspect(drawing, shown)


def test_of_thirty_shares_both_ends_are_shown(drawing: Drawing) -> None:
    told = story(shares({f"Group {n:02d}": n / 10 for n in range(30)}))
    shown = picture("split_bars", told, "win_rate", by="segment", most=4)
    assert [line[0] for line in shown.rows] == ["Group 29", "Group 28", "Group 01", "Group 00"]
    assert shown.note == "Not shown: 26 further groups, from 20.0% to 270.0%."
    inspect(drawing, shown)


def test_dated_groups_stand_by_date() -> None:
    told = story(amounts({"2025": 5.0, "2023": 9.0, "2024": 7.0}, by="cohort"))
    shown = picture("split_bars", told, "recurring_revenue", by="cohort")
    assert [line[0] for line in shown.rows] == ["2023", "2024", "2025"]


def test_a_missing_group_says_why_and_has_no_bar(drawing: Drawing) -> None:
    rows = shares({"Small": None, "Large": 1.05})
    rows[1] |= {"missing": "suppressed_small_n"}
    shown = picture("split_bars", story(rows), "win_rate", by="segment")
    assert len(shown.payload["data"]["bars"]) == 1
    assert "too few answers" in [label.text for label in inspect(drawing, shown)]


def test_nobody_of_whom_it_is_not_known_is_no_bar() -> None:
    """It is one where there is somebody."""
    rows = shares({"Small": 0.4, "(blank)": None})
    rows[-1] |= {"missing": "div_zero", "n": 0}
    shown = picture("split_bars", story(rows), "win_rate", by="segment")
    assert [line[0] for line in shown.rows] == ["Small"]
    rows[-1] |= {"value": 0.5, "missing": None, "n": 4}
    shown = picture("split_bars", story(rows), "win_rate", by="segment")
    assert len(shown.rows) == 2


@pytest.mark.parametrize("values", [{"One": -0.4}, {"One": 0.0}, {"A": -0.5, "B": 0.5}])
def test_one_group_zero_and_negative_values(
    drawing: Drawing, values: dict[str, float | None]
) -> None:
    told = story(shares(values, company=-0.1))
    inspect(drawing, picture("split_bars", told, "win_rate", by="segment"))


def test_nothing_without_groups() -> None:
    assert nothing("split_bars", story(shares({})), "win_rate", by="segment")
    told = story(shares({"Small": None}))
    assert nothing("split_bars", told, "win_rate", by="segment")
