from __future__ import annotations

import pytest

from reportgen.intake.checks.customers_do_not_pause import customers_do_not_pause
from reportgen.problem import Severity
from tests.intake.checks.find import find

# B is there in all months, so that no month is missing altogether.
OTHERS = "B 2026-01 5\nB 2026-02 5\nB 2026-03 5\nB 2026-04 5\n"


def revenue(rows: str) -> str:
    return "customer_id month mrr\n" + OTHERS + rows


def test_a_month_without_a_row_is_a_warning_that_says_what_stands_beside_it() -> None:
    (problem,) = find(
        customers_do_not_pause, recurring_revenue=revenue("A 2026-01 100\nA 2026-03 110")
    )
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column, problem.value) == (7, "mrr", "2026-02")
    assert "100.00 in 2026-01, nothing at all in 2026-02, and 110.00 in 2026-03" in problem.what
    assert "write 0" in problem.advice


@pytest.mark.parametrize(
    "rows",
    [
        "A 2026-01 100\nA 2026-02 0\nA 2026-03 100",
        "A 2026-01 100\nA 2026-04 100",
        "A 2026-01 0\nA 2026-03 100",
        "A 2026-01 100\nA 2026-02 100",
    ],
)
def test_a_written_zero_a_longer_pause_and_an_end_are_answers(rows: str) -> None:
    assert not find(customers_do_not_pause, recurring_revenue=revenue(rows))


def test_one_line_may_pause_while_the_customer_stays() -> None:
    text = "customer_id month mrr product_line\n" + "".join(
        f"A 2026-0{n} 5 Core\n" for n in (1, 2, 3)
    )
    both = text + "A 2026-01 5 Plus\nA 2026-03 5 Plus"
    assert not find(customers_do_not_pause, recurring_revenue=both)


def test_a_hole_between_two_subscriptions_was_written_down() -> None:
    text = revenue("A 2026-01 100\nA 2026-03 110")
    assert not find(customers_do_not_pause, recurring_revenue=text, history_starts=24312)


def test_a_month_that_nobody_has_is_another_matter() -> None:
    text = "customer_id month mrr\nA 2026-01 1\nA 2026-03 1"
    assert not find(customers_do_not_pause, recurring_revenue=text)
