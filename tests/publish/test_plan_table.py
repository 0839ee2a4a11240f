"""Actual against plan as a statement: its order, its totals, last year, and the year to date."""

from __future__ import annotations

from typing import Any

from reportgen.publish.blocks.plan_table import plan_table
from tests.ascii_table import frame
from tests.publish.test_small_numbers import material, prepared

BOOKED = {"revenue_recurring": 600, "cogs": 150, "sm": 200, "rd": 150, "ga": 160}
PLANNED = {
    **{"ga": 150, "cash_balance": 90, "cogs": 150, "revenue_recurring": 610, "rd": 140},
    **{"sm": 210, "ebitda": -40},
}


def told(period: str, **planned: int) -> dict[str, Any]:
    """A year and more in which every month is booked and planned alike."""
    months = [f"2024-{n:02}" for n in range(1, 13)] + [f"2025-{n:02}" for n in range(1, 7)]
    ledger = "".join(f"{m} {key} {value}\n" for m in months for key, value in BOOKED.items())
    plan = "".join(
        f"{m} {key} {value}\n" for m in months[12:] for key, value in (PLANNED | planned).items()
    )
    cash = "".join(f"{m} {100 - n}\n" for n, m in enumerate(months))
    of = material(
        period,
        ledger=frame("month category amount\n" + ledger),
        plan=frame("month key value\n" + plan),
        cash=frame("month cash_end\n" + cash),
    )
    part: dict[str, Any] = prepared(plan_table, of)
    return part


def rows(part: dict[str, Any], group: int, side: int = 0) -> list[tuple[str, ...]]:
    """Label, actual, plan and difference of a window, and the same of a year before."""
    return [
        (r["label"], *(r["sides"][side][n] for n in ("actual", "plan", "difference")), r["before"])
        for r in part["groups"][group]["rows"]
    ]


def test_a_statement_in_its_order_then_what_else_is_planned() -> None:
    """Never by the alphabet: gross profit of 1,350, EBITDA of -180 against the -120 planned."""
    part = told("2025Q2")
    assert part["periods"] == ["Q2 2025", "year to date, to Jun 2025"]
    assert rows(part, 0) == [
        ("Recurring revenue", "1,800", "1,830", "−30", "1,800"),
        ("Cost of revenue", "450", "450", "0", "450"),
        ("Gross profit", "1,350", "1,380", "−30", "1,350"),
        ("Sales and marketing", "600", "630", "−30", "600"),
        ("Research and development", "450", "420", "+30", "450"),
        ("Administration", "480", "450", "+30", "480"),
        ("EBITDA", "−180", "−120", "−60", "−180"),
    ]
    assert rows(part, 0, side=1)[-1] == ("EBITDA", "−360", "−240", "−120", "−180")
    ebitda = part["groups"][0]["rows"][-1]["sides"][0]
    assert (ebitda["percent"], ebitda["grade"], ebitda["tone"]) == ("−50.0%", "act", "bad")
    assert rows(part, 1) == [("Cash balance", "83.00", "90.00", "−7.00", "95.00")]


def test_a_planned_total_that_its_lines_do_not_make_up_is_shown_beside_them() -> None:
    """The lines say -40 a month, the plan itself -45."""
    part = told("2025Q2", ebitda=-45)
    assert rows(part, 0)[-1][2] == "−120"
    assert [(label, plan) for label, _, plan, *_ in rows(part, 1)] == [
        ("EBITDA", "−135"),
        ("Cash balance", "90.00"),
    ]


def test_a_first_quarter_is_told_once() -> None:
    """It is the year to date."""
    assert told("2025Q1")["periods"] == ["Q1 2025"]
