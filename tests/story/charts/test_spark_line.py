"""A tiny line without axes."""

from __future__ import annotations

import xml.etree.ElementTree as Tree

from reportgen.story.charts.spark_line import spark_line_of, spark_line_svg
from reportgen.story.draw import Drawing
from tests.story.charts.show import inspect, nothing, picture, quarters, row, story

SVG = "{http://www.w3.org/2000/svg}"


def test_the_last_value_is_marked_and_gaps_stay_open() -> None:
    root = Tree.fromstring(spark_line_svg([1, 2, None, 3, 4, None, 2, None], alt="A & <b>"))
    assert len(root.findall(f"{SVG}polyline")) == 2
    dots = root.findall(f"{SVG}circle")
    assert [dot.get("fill") for dot in dots] == ["#0b5fa5"]
    assert root.findtext(f"{SVG}title") == "A & <b>"


def test_values_that_stay_the_same_and_single_ones() -> None:
    assert "NaN" not in spark_line_svg([5, 5, 5])
    assert spark_line_svg([5]).count("<circle") == 1
    assert spark_line_svg([None, None]) == ""


def test_level_has_room_although_no_value_reaches_it() -> None:
    root = Tree.fromstring(spark_line_svg([1, 2, 3], level=6))
    (level,) = root.findall(f"{SVG}line")
    assert float(level.get("y1", "0")) < 4


def test_all_lies_inside(drawing: Drawing) -> None:
    rows = [row("win_rate", label, v) for label, v in quarters(2026, [0.2, None, 0.4])]
    told = story(rows)
    inspect(drawing, picture("spark_line", told, "win_rate"))
    assert "Win rate: 20.0% to 40.0%, lowest 20.0%, highest 40.0%." in spark_line_of(
        told, "win_rate"
    )


def test_nothing_for_one_value() -> None:
    told = story([row("win_rate", "2026Q3", 0.2)])
    assert nothing("spark_line", told, "win_rate")
    assert spark_line_of(told, "win_rate") == ""
