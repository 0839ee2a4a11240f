"""From an opening to a closing balance."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import Row, exact, inspect, nothing, picture, story

MOVES: dict[str, float] = {
    "churn": -231_000,
    "contraction": -25_000,
    "expansion": 353_000,
    "fx": 0,
    "new": 474_000,
    "reactivation": 0,
}


def rows(opening: float = 10_639_000, closing: float | None = None, **moves: float) -> list[Row]:
    """A quarter's balances and movements."""
    moves = moves or MOVES
    closing = opening + sum(moves.values()) if closing is None else closing
    bridge = "recurring_revenue_bridge"
    return [
        exact("recurring_revenue", "2026-06", opening),
        exact("recurring_revenue", "2026-09", closing),
        exact(bridge, "2026Q3", sum(moves.values())),
        *(
            exact(bridge, "2026Q3", value, split_by="movement", split=name)
            for name, value in moves.items()
        ),
    ]


def test_movements_stand_in_the_order_of_a_bridge(drawing: Drawing) -> None:
    shown = picture("bridge", story(rows(), locale="sv"), "recurring_revenue_bridge")
    assert [name.split("\n")[0] for name, _ in shown.rows] == [
        "Ingående", "Nytt", "Utökat", "Minskat", "Tappat", "Utgående",
    ]  # fmt: skip
    assert shown.title == (
        "MRR ökade med 571\u00a0tkr under Q3 2026, till 11\u00a0210\u00a0tkr; "
        "mest kom från nya kunder (+474\u00a0tkr)"
    )
    labels = [label.text for label in inspect(drawing, shown)]
    assert {"10\u00a0639", "+474", "+353", "−25", "−231", "11\u00a0210"} <= set(labels)


def test_cut_axis_is_said() -> None:
    shown = picture("bridge", story(rows()), "recurring_revenue_bridge")
    assert shown.note == "The axis starts at 10,000\u00a0kSEK, not at zero."
    assert len(shown.payload["data"]["breaks"]) == 2


def test_axis_starts_at_zero_where_movements_are_large() -> None:
    shown = picture("bridge", story(rows(1000, new=3000, churn=-500)), "recurring_revenue_bridge")
    assert shown.note == ""
    assert shown.payload["data"]["breaks"] == []


def test_bridge_that_does_not_close_says_so(drawing: Drawing) -> None:
    shown = picture("bridge", story(rows(closing=11_000_000)), "recurring_revenue_bridge")
    assert "The movements leave −210\u00a0kSEK unexplained." in shown.note
    assert "Unexplained" in [name for name, _ in shown.rows]
    inspect(drawing, shown)


def test_losses_are_told_apart_without_colour() -> None:
    shown = picture("bridge", story(rows()), "recurring_revenue_bridge")
    kinds = [bar["kind"] for bar in shown.payload["data"]["bars"]]
    assert kinds == ["balance", "gain", "gain", "loss", "loss", "balance"]


@pytest.mark.parametrize("moves", [{"new": 0.0}, {"churn": -900.0}, {"new": 1e9, "churn": -1e9}])
@pytest.mark.parametrize("size", ["full", "half"])
def test_odd_bridges_are_drawn(drawing: Drawing, moves: dict[str, Any], size: str) -> None:
    told = story(rows(1000, **moves))
    inspect(drawing, picture("bridge", told, "recurring_revenue_bridge", size=size))


def test_names_that_do_not_fit_under_columns_stand_beside_rows(drawing: Drawing) -> None:
    told = story(rows(), locale="sv")
    shown = picture("bridge", told, "recurring_revenue_bridge", size="half")
    labels = [label.text for label in inspect(drawing, shown)]
    assert "Ingående jun 2026" in labels
    assert not any("…" in label for label in labels)


def test_nothing_without_movements() -> None:
    assert nothing("bridge", story([]), "recurring_revenue_bridge")
