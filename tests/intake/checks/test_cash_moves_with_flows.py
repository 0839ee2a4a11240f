from __future__ import annotations

import pytest

from reportgen.intake.checks.cash_moves_with_flows import cash_moves_with_flows
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEADER = "month cash_end operating_cf investing_cf financing_cf\n2026-01 1000 0 0 0\n"


def test_a_difference_is_shown_unrounded() -> None:
    (problem,) = find(cash_moves_with_flows, cash=HEADER + "2026-02 900.015 -120 -5 25")
    assert problem.severity is Severity.ERROR
    assert problem.line == 3
    assert problem.column == "cash_end"
    assert problem.value == "900.015"
    assert "difference of 0.015" in problem.what
    assert "-100.00" in problem.what
    assert problem.advice


@pytest.mark.parametrize("cash", ["900", "900.01", "899.99"])
def test_to_the_cent(cash: str) -> None:
    assert not find(cash_moves_with_flows, cash=HEADER + f"2026-02 {cash} -120 -5 25")


def test_the_order_of_lines_does_not_matter() -> None:
    turned = "month cash_end operating_cf investing_cf financing_cf\n2026-02 8 -1 0 0\n"
    (problem,) = find(cash_moves_with_flows, cash=turned + "2026-01 10 0 0 0")
    assert problem.line == 2
    cash = (
        "month cash_end operating_cf investing_cf financing_cf\n2026-02 9 -1 0 0\n2026-01 10 0 0 0"
    )
    assert not find(cash_moves_with_flows, cash=cash)


@pytest.mark.parametrize("row", ["2026-03 500 0 0 0", "2026-02 500 - 0 0", "2026-02 - 1 1 1"])
def test_what_is_not_known_is_not_compared(row: str) -> None:
    assert not find(cash_moves_with_flows, cash=HEADER + row)


def test_two_of_three_flows_prove_nothing() -> None:
    cash = "month cash_end operating_cf investing_cf\n2026-01 10 0 0\n2026-02 20 0 0"
    assert not find(cash_moves_with_flows, cash=cash)
