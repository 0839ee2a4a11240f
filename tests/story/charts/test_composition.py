"""What a whole consists of."""

from __future__ import annotations

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import NAMES, Row, exact, inspect, nothing, picture, story

SPEND = "sales_and_marketing_spend"


def rows(parts: dict[str, list[float]], by: str = "sm_part") -> list[Row]:
    """Amounts by part in the quarters of 2025Q3 and after."""
    periods = ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    return [
        exact(SPEND, period, value, split_by=by, split=part)
        for part, values in parts.items()
        for period, value in zip(periods, values, strict=False)
    ]


STAFF = {
    "personnel_sales": [50.0, 50.0, 50.0, 50.0, 60.0],
    "ads_conversion": [40.0, 40.0, 40.0, 40.0, 30.0],
    "systems": [10.0, 10.0, 10.0, 10.0, 10.0],
    "events": [0.0, 0.0, 0.0, 0.0, 0.0],
}


@pytest.mark.parametrize("size", ["full", "half"])
def test_parts_add_up_to_a_hundred_per_cent(drawing: Drawing, size: str) -> None:
    shown = picture("composition", story(rows(STAFF)), SPEND, by="sm_part", size=size)
    assert shown.title == "Sales staff: the share of S&M spend rose from 50.0% to 60.0% in a year"
    # A part that is nothing in every period is no part.
    assert shown.header == ("Period", "Sales staff", "Advertising: conversion", "Systems")
    assert shown.rows[-1] == ("Q3 2026", "60.0%", "30.0%", "10.0%")
    tops = [bar["top"] for bar in shown.payload["data"]["bars"]]
    assert min(tops) == pytest.approx(0, abs=1e-9)
    inspect(drawing, shown)


def test_names_of_all_kinds_and_too_many_parts(drawing: Drawing) -> None:
    parts = {name: [100.0 + n] * 5 for n, name in enumerate([*NAMES, *"ABCDEF"])}
    shown = picture("composition", story(rows(parts)), SPEND, by="sm_part")
    assert shown.header[-1] == "Other (6)"
    assert "Other" not in shown.title
    inspect(drawing, shown)


def test_periods_with_a_negative_part_are_left_out_and_named() -> None:
    parts = {"A": [1.0, 1.0, 1.0, 1.0, 1.0], "B": [1.0, -1.0, 1.0, 1.0, 1.0]}
    shown = picture("composition", story(rows(parts)), SPEND, by="sm_part")
    assert shown.note == "Left out because a part is negative: Q4 2025."
    assert len(shown.rows) == 4


def test_one_period_with_one_part(drawing: Drawing) -> None:
    only = [exact(SPEND, "2026Q3", 5.0, split_by="sm_part", split="systems")]
    shown = picture("composition", story(only, locale="sv"), SPEND, by="sm_part")
    assert shown.title == "System är den största delen av sälj- och marknadskostnaden, 100,0\u00a0%"
    inspect(drawing, shown)


def test_nothing_without_parts() -> None:
    assert nothing("composition", story([]), SPEND, by="sm_part")


@pytest.mark.parametrize(
    ("metric", "by", "unknown"),
    [
        (SPEND, "sm_part", "(blank)"),
        ("expansion_by_users_and_functionality", "axis", "unallocated"),
    ],
)
def test_what_is_not_known_alone_is_no_picture(metric: str, by: str, unknown: str) -> None:
    """A hundred per cent of it in every column would say nothing; beside another part it does."""
    only = [exact(metric, "2026Q3", 5.0, split_by=by, split=unknown)]
    assert nothing("composition", story(only), metric, by=by)
    assert nothing("split_bars", story(only), metric, by=by)
    both = [*only, exact(metric, "2026Q3", 1.0, split_by=by, split="systems")]
    assert len(picture("composition", story(both), metric, by=by).header) == 3
