"""Movements period by period."""

from __future__ import annotations

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import Row, exact, inspect, nothing, picture, story

BRIDGE = "recurring_revenue_bridge"


def rows(periods: list[str]) -> list[Row]:
    """New, expansion and churn of each period."""
    return [
        exact(BRIDGE, period, value * (index + 1), split_by="movement", split=name)
        for index, period in enumerate(periods)
        for name, value in (("new", 500.0), ("expansion", 200.0), ("churn", -300.0), ("fx", 0.0))
    ]


@pytest.mark.parametrize("size", ["full", "half"])
def test_gains_stand_above_the_line_and_losses_below(drawing: Drawing, size: str) -> None:
    shown = picture("stacked_movements", story(rows(["2026Q2", "2026Q3"])), BRIDGE, size=size)
    assert shown.title == (
        "Net change of MRR was 800\u00a0SEK in Q3 2026, 1,400\u00a0SEK gained and 600\u00a0SEK lost"
    )
    data = shown.payload["data"]
    (zero,) = data["zero"]
    for bar in data["bars"]:
        below = bar["kind"] == "churn"
        assert (bar["top"] >= zero["top"]) == below
    assert shown.header == ("Period", "New", "Expansion", "Churn", "Net change")
    assert shown.rows[-1][-1] == "+800\u00a0SEK"
    inspect(drawing, shown)


def test_net_loss_is_told_as_one(drawing: Drawing) -> None:
    only = [exact(BRIDGE, "2026Q3", -300.0, split_by="movement", split="churn")]
    shown = picture("stacked_movements", story(only, locale="sv"), BRIDGE)
    assert shown.title.startswith("MRR minskade netto med 300\u00a0kr")
    inspect(drawing, shown)


def test_nothing_without_movements() -> None:
    assert nothing("stacked_movements", story([]), BRIDGE)
    still = [exact(BRIDGE, "2026Q3", 0.0, split_by="movement", split="new")]
    assert nothing("stacked_movements", story(still), BRIDGE)
