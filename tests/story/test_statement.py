"""The income statement: lines in its order, totals that are sums of the lines above them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from reportgen.measure.metrics.actual import actual
from reportgen.measure.metrics.ebitda import ebitda
from reportgen.measure.metrics.plan import plan
from reportgen.story.number import Scale
from reportgen.story.statement import TOTALS, Line, adds_up, statement, unplanned
from tests.ascii_table import frame
from tests.measure.readings import readings

LEDGER = """
    month    category           amount
    2024-10  revenue_recurring     600
    2024-11  cogs                  200
    2024-11  sm                    250
    2024-11  rd                    300
    2025-01  revenue_recurring       1
    2025-10  revenue_recurring     900
    2025-12  revenue_other         100
    2025-10  cogs                  250
    2025-10  sm                    300
    2025-11  rd                    400
    2025-12  ga                    150
"""
PLAN = {
    "revenue_recurring": 950,
    "revenue_other": 80,
    "cogs": 260,
    "sm": 280,
    "rd": 410,
    "ga": 140,
}
COSTS = ("cogs", "sm", "rd", "ga", "other")


def told(planned: Mapping[str, int] | None = None, ledger: str = LEDGER) -> dict[str, Line]:
    """The statement of a quarter that is planned in its first month."""
    rows = "".join(
        f"2025-{month} {key} {amount if month == 10 else 0}\n"
        for key, amount in (PLAN if planned is None else planned).items()
        for month in (10, 11, 12)
    )
    tables = {"ledger": frame(ledger), "plan": frame("month key value\n" + rows)}
    figures = readings(ebitda, plan, actual, tables=tables)
    return statement(figures, figures.period)


def amounts(*of: Decimal | None) -> list[float | None]:
    """Amounts to be held against plain numbers."""
    return [None if one is None else float(one) for one in of]


def test_lines_stand_in_the_order_of_a_statement_with_the_plan_and_last_year() -> None:
    """1,000 of 1,030 planned; EBITDA -100 against -60, and -150 a year before."""
    lines = {n: amounts(line.actual, line.plan, line.before) for n, line in told().items()}
    assert " ".join(lines) == (
        "revenue_recurring revenue_other revenue cogs gross_profit sm rd ga ebitda"
    )
    assert lines["revenue"] == [1_000, 1_030, 600]
    assert lines["gross_profit"] == [750, 770, 400]
    assert lines["ebitda"] == [-100, -60, -150]
    assert unplanned(told()) == []


def test_every_total_is_the_sum_of_the_lines_above_it() -> None:
    """Actual and plan alike, whatever line the ledger lacks."""
    for lacking in ("nothing", "revenue_other", "ga"):
        booked = "\n".join(row for row in LEDGER.splitlines() if lacking not in row)
        lines = told({key: PLAN[key] for key in PLAN if key != lacking}, booked)
        totals = [name for name in lines if name in TOTALS]
        assert "ebitda" in totals
        for name in totals:
            parts = [lines[part] for part in TOTALS[name] if part in lines]
            for side in ("actual", "plan"):
                signed = [getattr(p, side) * (-1 if p.name in COSTS else 1) for p in parts]
                assert sum(signed) == getattr(lines[name], side), (lacking, name, side)


def test_a_total_is_not_planned_where_a_line_of_it_is_not() -> None:
    """Other revenue was earned and never planned: 950 is no plan for all revenue."""
    lines = told({key: PLAN[key] for key in PLAN if key != "revenue_other"})
    assert [lines[n].plan for n in ("revenue", "gross_profit", "ebitda")] == [None] * 3
    assert lines["revenue"].actual == 1_000
    assert unplanned(lines) == ["revenue_other"]


def test_a_plan_may_name_the_total_itself() -> None:
    lines = told({"ebitda": -60})
    assert amounts(lines["ebitda"].actual, lines["ebitda"].plan) == [-100, -60]


def test_without_revenue_in_the_ledger_there_are_no_totals() -> None:
    """Costs alone are no loss of that size."""
    costs = "\n".join(row for row in LEDGER.splitlines() if "revenue" not in row)
    assert list(told(ledger=costs)) == ["revenue_recurring", "revenue_other", *COSTS[:-1]]


@pytest.mark.parametrize(("other", "fits"), [("0.54", False), ("0.50", True)])
def test_whether_the_printed_lines_add_up(other: str, fits: bool) -> None:
    """2.54 + 0.54 is 3.08: printed 2.5 + 0.5 = 3.1."""
    amounts = {"revenue_recurring": Decimal("2.54"), "revenue_other": Decimal(other)}
    amounts["revenue"] = sum(amounts.values(), Decimal(0))
    lines = {name: Line(name, amount, None, None) for name, amount in amounts.items()}
    assert adds_up(lines, Scale(Decimal(1), "", 1)) is fits
