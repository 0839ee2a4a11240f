"""Our figure beside published ones."""

from __future__ import annotations

import pytest

from reportgen.measure.benchmark import Benchmark, Comparison, Match
from reportgen.story.draw import Drawing
from tests.story.charts.show import NAMES, inspect, nothing, picture, row, story


def comparison(
    value: float | None = 9.0,
    *,
    better: bool | None = False,
    match: Match = Match.FULL,
    unit: str = "months",
    source: str = "Nordic Survey",
    value_to: float | None = None,
) -> Comparison:
    """A published payback in months beside ours."""
    theirs = Benchmark(
        id=f"{source}{value}",
        metric="cac_payback",
        stat="median",
        value=value,
        cut="all",
        n="120",
        data_year=2025,
        published=2026,
        region="",
        source=source,
        wording="",
        where="",
        status="V",
        definition="",
        value_to=value_to,
        unit=unit,
        cuts={"en": "all companies", "sv": "alla bolag"},
    )
    return Comparison(theirs, 14.1, match, "", better, 1)


OURS = [row("cac_payback", "2026Q3", 14.1)]


@pytest.mark.parametrize("size", ["full", "half"])
def test_every_mark_is_named_with_year_and_n(drawing: Drawing, size: str) -> None:
    told = story(OURS, comparisons=(comparison(),))
    shown = picture("against_benchmark", told, "cac_payback", size=size)
    nbsp = "\u00a0"
    assert shown.title == (
        f"CAC payback at 14.1{nbsp}months is worse than Nordic Survey 2025 (9.0{nbsp}months)"
    )
    labels = [label.text for label in inspect(drawing, shown)]
    assert "Nordic Survey 2025" in labels
    assert any("median" in label and "120, all companies" in label for label in labels)
    assert any(label.startswith("Rule of thumb") for label in labels)


def test_the_rails_have_a_scale(drawing: Drawing) -> None:
    """9.0, 14.1 and the line of 12 stand where the scale has it."""
    shown = picture("against_benchmark", story(OURS, comparisons=(comparison(),)), "cac_payback")
    data = shown.payload["data"]
    ticks = [(float(tick["text"]), tick["left"]) for tick in data["ticks"]]
    (low, first), (high, last) = ticks[0], ticks[-1]
    assert low <= 9.0 < 14.1 <= high

    def place(months: float) -> float:
        return float(first + (last - first) * (months - low) / (high - low))

    assert [left for _, left in ticks] == pytest.approx([place(value) for value, _ in ticks])
    marks = {mark["kind"]: mark["left"] for mark in data["marks"]}
    assert marks == pytest.approx({"ours": place(14.1), "solid": place(9.0)})
    assert data["warning"][0]["left"] == pytest.approx(place(12.0))
    assert {tick["text"] for tick in data["ticks"]} <= {one.text for one in inspect(drawing, shown)}


def test_verdicts_are_counted(drawing: Drawing) -> None:
    told = story(
        OURS,
        locale="sv",
        comparisons=(comparison(), comparison(18.0, better=True), comparison(20.0, better=True)),
    )
    shown = picture("against_benchmark", told, "cac_payback")
    assert (
        shown.title == "CAC-återbetalningstiden på 14,1\u00a0mån är bättre än 2 av 3 jämförelsetal"
    )
    inspect(drawing, shown)


def test_without_a_verdict_nothing_is_called_better(drawing: Drawing) -> None:
    told = story(OURS, comparisons=(comparison(better=None, value_to=20.0),))
    shown = picture("against_benchmark", told, "cac_payback")
    assert "better" not in shown.title
    assert shown.note == "Open marks: shown beside ours without saying which is better."
    inspect(drawing, shown)


def test_names_of_all_kinds(drawing: Drawing) -> None:
    told = story(OURS, comparisons=tuple(comparison(source=name) for name in NAMES))
    inspect(drawing, picture("against_benchmark", told, "cac_payback", most=9))


def test_what_cannot_be_compared_is_not_drawn() -> None:
    for one in (
        comparison(match=Match.DIFFERENT),
        comparison(None),
        comparison(unit="USD"),
    ):
        assert nothing("against_benchmark", story(OURS, comparisons=(one,)), "cac_payback")


def test_nothing_without_our_own_figure() -> None:
    told = story([row("cac_payback", "2026Q3", None)], comparisons=(comparison(),))
    assert nothing("against_benchmark", told, "cac_payback")
