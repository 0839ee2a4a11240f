from __future__ import annotations

import pytest

from reportgen.intake.checks.dates_do_not_run_ahead import dates_do_not_run_ahead
from reportgen.problem import Severity
from tests.intake.checks.find import find

DEALS = """
    deal_id  created_date  status  close_date
    D1       2026-04-01    won     2026-05-20
    D2       2026-05-01    won     {close}
    D3       2026-06-01    open    2027-12-31
"""


def test_a_deal_won_in_2062_is_named() -> None:
    (problem,) = find(dates_do_not_run_ahead, deals=DEALS.format(close="2062-06-20"))
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (3, "close_date", "2062-06-20")
    assert "2026-06 ends on 2026-06-30" in problem.what


@pytest.mark.parametrize("close", ["2026-06-20", "2026-07-15", "2026-08-18"])
def test_a_file_may_reach_beyond_the_period(close: str) -> None:
    assert not find(dates_do_not_run_ahead, deals=DEALS.format(close=close))


@pytest.mark.parametrize(
    ("table", "column", "header"),
    [
        ("leads", "entered_at", "lead_id stage entered_at"),
        ("sales_activity", "date", "owner type date"),
        ("feedback", "date", "customer_id type date"),
    ],
)
def test_leads_activity_and_answers(table: str, column: str, header: str) -> None:
    text = f"{header}\nA x 2026-06-01\nA x 2026-06-20\nA x 2036-06-21"
    (problem,) = find(dates_do_not_run_ahead, {table: text})
    assert (problem.line, problem.column) == (4, column)


def test_an_old_period_of_a_long_file_is_no_mistake() -> None:
    rows = "".join(f"L{m} x 2026-{m:02d}-15\n" for m in range(1, 13))
    assert not find(dates_do_not_run_ahead, leads="lead_id stage entered_at\n" + rows)
