from __future__ import annotations

import pytest

from reportgen.intake.checks.usage_is_plausible import usage_is_plausible
from reportgen.problem import Severity
from tests.intake.checks.find import find
from tests.measure.use import usage


def test_more_users_than_licences_is_a_warning() -> None:
    rows = usage("customer_id month active_users licensed_users\nA 2026-01 12 10\nB 2026-01 10 10")
    (problem,) = find(usage_is_plausible, product_usage=rows)
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (2, "active_users", "12.00")
    assert "12 active_users in 2026-01" in problem.what
    assert "10 licensed_users" in problem.what


def test_more_users_in_a_day_than_in_the_month_cannot_be() -> None:
    rows = usage("customer_id month dau mau\nA 2026-01 5 9\nB 2026-01 9 5")
    (problem,) = find(usage_is_plausible, product_usage=rows)
    assert problem.severity is Severity.ERROR
    assert problem.line == 3


@pytest.mark.parametrize("column", ["active_users", "licensed_users", "integrations_active", "mau"])
def test_below_zero(column: str) -> None:
    rows = usage(f"customer_id month {column}\nA 2026-01 -1\nB 2026-01 0")
    (problem,) = find(usage_is_plausible, product_usage=rows)
    assert problem.severity is Severity.ERROR
    assert problem.column == column
    assert "-1" in problem.what


def test_what_is_not_known_is_plausible() -> None:
    text = "customer_id month active_users licensed_users dau mau\nA 2026-01 5 - 3 -\nB 2026-01 - 5 - 3"
    assert not find(usage_is_plausible, product_usage=usage(text))
    assert not find(usage_is_plausible, product_usage=usage("customer_id month\nA 2026-01"))
    assert not find(usage_is_plausible)
