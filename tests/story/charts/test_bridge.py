"""From an opening to a closing balance."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.story.draw import Drawing
from tests.story.charts.show import NAMES, Row, exact, inspect, nothing, picture, row, story

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


# --- changes taken apart

NRR = "net_revenue_retention_change"
PAYBACK = "cac_payback_change"


def change(
    metric: str, period: str, now: float, before: float, by: str, **parts: float
) -> list[Row]:
    """A change with its halves and its contributions."""
    return [
        row(metric, period, now - before, numerator=now, denominator=before),
        *(row(metric, period, value, split_by=by, split=name) for name, value in parts.items()),
    ]


RETENTION = change(
    NRR, "TTM2026-09", 1.083, 1.121, "segment", Small=-0.025, Mid=-0.016, Large=0.003
)
MONTHS = change(
    PAYBACK,
    "2026Q3",
    14.1,
    15.7,
    "factor",
    gross_margin=-0.1,
    number_of_new_customers=-1.5,
    price_per_new_customer=0.6,
    spend=-0.6,
)


def test_shares_move_in_points_from_the_window_before(drawing: Drawing) -> None:
    """Groups from gain to loss; between twelve months and those a quarter earlier lies no stretch."""
    shown = picture("bridge", story(RETENTION, locale="sv"), NRR, by="segment", size="half")
    assert shown.title.replace("\xa0", " ") == (
        "NRR minskade med 3,8 procentenheter sedan R12 jun 2026, till 108,3 %; "
        "Small kostade mest (−2,5 procentenheter)"
    )
    assert [name for name, _ in shown.rows] == [
        "R12 jun 2026", "Large", "Mid", "Small", "R12 sep 2026",
    ]  # fmt: skip
    labels = [label.text.replace("\xa0", " ") for label in inspect(drawing, shown)]
    assert {"112,1 %", "+0,3", "−1,6", "−2,5", "108,3 %"} <= set(labels)
    assert "procent; stegen i procentenheter" in labels


def test_what_shortens_a_payback_is_a_gain(drawing: Drawing) -> None:
    """Factors in the order of the formula, in months, coloured by what is good."""
    shown = picture("bridge", story(MONTHS), PAYBACK, by="factor")
    assert shown.title.replace("\xa0", " ") == (
        "CAC payback fell by 1.6 months since Q2 2026, to 14.1 months; "
        "most came from number of new customers (−1.5 months)"
    )
    kinds = [bar["kind"] for bar in shown.payload["data"]["bars"]]
    assert kinds == ["balance", "gain", "gain", "loss", "gain", "balance"]
    assert [name for name, _ in shown.rows][1:5] == [
        "Spend", "Number of new customers", "MRR per new customer", "Gross margin",
    ]  # fmt: skip
    inspect(drawing, shown)


def test_many_groups_are_six_and_the_rest(drawing: Drawing) -> None:
    parts = {f"Land {number}": (-1) ** number * number / 1000 for number in range(1, 13)}
    total = sum(parts.values())
    rows = change(NRR, "TTM2026-09", 1.1 + total, 1.1, "country", **parts)
    shown = picture("bridge", story(rows), NRR, by="segment country")
    assert len(shown.rows) == 9
    assert shown.rows[-2][0] == "Other (6)"
    inspect(drawing, shown)


def test_any_names_of_groups(drawing: Drawing) -> None:
    rows = change(NRR, "TTM2026-09", 1.06, 1.0, "segment", **dict.fromkeys(NAMES, 0.01))
    for size in ("full", "half"):
        inspect(drawing, picture("bridge", story(rows), NRR, by="segment", size=size))


def test_contributions_that_do_not_reach_the_figure_say_so() -> None:
    rows = change(NRR, "TTM2026-09", 1.05, 1.0, "segment", Small=0.01, Large=0.01)
    assert (
        "The movements leave +3.0\xa0pp unexplained."
        in picture("bridge", story(rows), NRR, by="segment").note
    )


def test_nothing_of_a_change_that_is_missing() -> None:
    rows = [row(NRR, "TTM2026-09", None)]
    assert nothing("bridge", story(rows), NRR, by="segment")
