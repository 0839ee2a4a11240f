"""The drawing child: same bytes everywhere, and a sentence whenever something breaks."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import LimitError, ReportgenError
from reportgen.story.chart import Picture
from reportgen.story.draw import Drawing, check_font
from reportgen.story.locale import load_locale
from reportgen.story.svg import cleaned
from tests.story.charts.show import DRESS, FONTS, exact, picture, row, story

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


def a_trend() -> Picture:
    """A line over the months of a year."""
    rows = [exact("recurring_revenue", label, 1000.0 + n) for n, label in enumerate(MONTHS)]
    return picture("trend", story(rows, period="2025-12"), "recurring_revenue")


def some_bars() -> Picture:
    """Bars of two groups."""
    rows = [exact("recurring_revenue", "2025-12", 3.0)] + [
        exact("recurring_revenue", "2025-12", value, split_by="segment", split=name)
        for name, value in (("Small", 1.0), ("Large", 2.0))
    ]
    return picture("split_bars", story(rows, period="2025-12"), "recurring_revenue", by="segment")


def start(**options: Any) -> Drawing:
    """A child with a locale and a dress."""
    return Drawing(DRESS, load_locale("sv"), FONTS, **options)


@pytest.fixture(scope="module")
def child() -> Iterator[Drawing]:
    """One child for all tests that do it no harm."""
    with start() as drawing:
        yield drawing


def in_a_fresh_process(pictures: str, **environment: str) -> list[str]:
    """The drawings of an expression over this module, in a process with other surroundings."""
    code = (
        "import json, sys\n"
        "from tests.story.test_draw import a_trend, some_bars, start\n"
        f"with start() as own: json.dump(own.draw([{pictures}]), sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=120,
    )
    drawings: list[str] = json.loads(done.stdout)
    return drawings


def test_same_bytes_on_repeat_in_any_order_and_in_any_time_zone(child: Drawing) -> None:
    """A month must not move into the one before it west of Greenwich."""
    first = child.draw([a_trend(), some_bars(), a_trend()])
    assert first[0] == first[2]
    west = in_a_fresh_process("some_bars(), a_trend()", TZ="America/New_York", PYTHONHASHSEED="7")
    east = in_a_fresh_process("a_trend()", TZ="Pacific/Kiritimati", LANG="C")
    assert west == [first[1], first[0]]
    assert east == [first[0]]
    assert "jan" in first[0].lower()


def test_drawings_are_sized_in_points_and_hold_text(child: Drawing) -> None:
    shown = a_trend()
    (svg,) = child.draw([shown])
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert f'width="{shown.width}pt" height="{shown.height}pt"' in svg
    assert "<text" in svg
    assert "aria-" not in svg
    assert "opacity" not in svg


def test_the_child_loads_neither_polars_nor_weasyprint() -> None:
    code = (
        "import sys\n"
        "from reportgen.members import load_members\n"
        "from reportgen.story import charts, draw, svg\n"
        "from reportgen.story.chart import Chart\n"
        "from reportgen.story.charts import _marks\n"
        "assert len(load_members(charts, Chart)) >= 8\n"
        "print(*sorted({'polars', 'weasyprint', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_control_characters_never_reach_the_renderer(child: Drawing) -> None:
    """They would end its process: the chart's maker takes them out, the child refuses the rest."""
    names = ["a\x07b", "c\x1bd", "e\x00f", "g\ufffeh", "i\ud800j", "k\u202el"]
    rows = [exact("recurring_revenue", "2025-12", 6.0)] + [
        row("recurring_revenue", "2025-12", 1.0, split_by="segment", split=name)
        for name in names
        if "\ud800" not in name
    ]
    shown = picture("split_bars", story(rows, period="2025-12"), "recurring_revenue", by="segment")
    (svg,) = child.draw([shown])
    assert all(text in svg for text in ("ab", "cd", "ef", "gh", "kl"))
    for name in names:
        bad = replace(shown, payload={**shown.payload, "note": name})
        with pytest.raises(ReportgenError, match=r"split_bars.*cannot be printed"):
            child.draw([bad])
    assert child.draw([shown]) == [svg]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_values_that_are_no_numbers_are_refused(child: Drawing, value: float) -> None:
    shown = some_bars()
    bars = [{**bar, "right": value} for bar in shown.payload["data"]["bars"]]
    data = {**shown.payload["data"], "bars": bars}
    with pytest.raises(ValueError, match="JSON"):
        child.draw([replace(shown, payload={**shown.payload, "data": data})])


def test_a_killed_child_is_a_sentence_that_names_the_chart() -> None:
    with start() as child:
        child.draw([some_bars()])
        os.kill(child.pid, signal.SIGABRT)
        with pytest.raises(LimitError, match=r"signal 6.*'trend' of 'recurring_revenue'"):
            child.draw([a_trend()])
        with pytest.raises(LimitError):
            child.draw([a_trend()])
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_chart_that_takes_too_long_is_stopped() -> None:
    with (
        start(seconds=0.01) as child,
        pytest.raises(LimitError, match=r"'trend'.*more than 0.01 seconds"),
    ):
        child.draw([a_trend()])


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the system's")
def test_a_child_out_of_memory_ends_with_a_sentence() -> None:
    with start(megabytes=150) as child, pytest.raises(ReportgenError, match="trend"):
        child.draw([a_trend()])


def test_closing_twice_and_closing_at_once_leave_nothing_behind() -> None:
    child = start()
    child.close()
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_unknown_font_is_said_before_anything_is_drawn() -> None:
    dress = replace(DRESS, font="Helvetica")
    with (
        Drawing(dress, load_locale("en"), FONTS) as child,
        pytest.raises(ReportgenError, match=r"'Helvetica'.*there are Reportgen Sans"),
    ):
        child.draw([a_trend()])


def test_font_that_the_renderer_would_not_find_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError, match=r"there are none \(TTF and OTF"):
        check_font("Source Sans 3", [tmp_path])
    check_font("Reportgen Sans", FONTS)


def test_a_fault_in_a_chart_is_told_and_the_next_is_drawn(child: Drawing) -> None:
    with pytest.raises(ReportgenError, match="Drawing the chart 'trend'"):
        child.draw([replace(a_trend(), payload={})])
    assert child.draw([some_bars()])[0].startswith("<svg")


def test_ids_are_the_charts_own_and_references_follow() -> None:
    """Two charts on one page must not take each other's gradients."""
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<defs><clipPath id="clip7"/><linearGradient id="gradient_3"/></defs>'
        '<g transform="translate(0,0)"><g opacity="0.5" clip-path="url(#clip7)">'
        '<path d="M0.12345,1L2,3.98765" fill="url(#gradient_3)" opacity="0.5"/>'
        '<path d="M0,0" stroke="red" opacity="0.3" class="x" aria-label="y"/>'
        '<path d="M0,0" stroke="red" fill="blue" opacity="0.3"/></g></g>'
        '<use xlink:href="#clip7"/><path d="M0,0h5"/></svg>'
    )
    first, second = cleaned(text, "a", 10, 20), cleaned(text, "b", 10, 20)
    ids = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (first, second)]
    assert ids == [{"ca-0", "ca-1"}, {"cb-0", "cb-1"}]
    assert 'clip-path="url(#ca-0)"' in first
    assert 'fill="url(#ca-1)" opacity="0.5"' in first
    assert 'xlink:href="#ca-0"' in first
    assert 'd="M0.12,1L2,3.99"' in first
    # One paint carries its own opacity; two overlap and keep theirs; a group keeps its own.
    assert 'stroke="red" stroke-opacity="0.3"' in first
    assert 'stroke="red" fill="blue" opacity="0.3"' in first
    assert '<g opacity="0.5"' in first
    # The background that paints nothing and the group that moves nothing are gone.
    assert "h5" not in first
    assert "translate" not in first


@pytest.mark.parametrize(
    ("drawn", "clean"),
    [
        (
            '<text text-anchor="end" transform="translate(20,8)" font-size="10px">ab</text>',
            '<text font-size="10px" x="10" y="8">ab</text>',
        ),
        (
            '<text text-anchor="middle" transform="translate(20,8) rotate(90)" font-size="10px">'
            "ab</text>",
            '<text transform="translate(20,8) rotate(90)" font-size="10px" x="-5">ab</text>',
        ),
        (
            '<text text-anchor="end" transform="translate(20,8)" font-size="10px">?</text>',
            '<text text-anchor="end" font-size="10px" x="20" y="8">?</text>',
        ),
        (
            '<line transform="translate(3,4)" x2="10" y2="0" stroke="red"/>',
            '<line x2="13" y2="4" stroke="red" x1="3" y1="4" />',
        ),
        (
            '<path transform="translate(3,4)" d="M0,0h9" fill="red"/>',
            '<path transform="translate(3,4)" d="M0,0h9" fill="red" />',
        ),
    ],
)
def test_what_is_shifted_stands_at_its_place(drawn: str, clean: str) -> None:
    """Letters half as wide as high: "ab" of 10 ends at 20 when it starts at 10; "?" is not known."""

    def measure(text: str, family: str, weight: int, size: float) -> float | None:
        return None if "?" in text else len(text) * size / 2

    (body,) = re.findall(
        r"<svg[^>]*>(.*)</svg>",
        cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>', "k", 9, 9, measure),
    )
    assert body == clean
