from __future__ import annotations

from reportgen.intake.checks.last_month_is_whole import last_month_is_whole
from reportgen.problem import Severity
from tests.intake.checks.find import find

HEADER = "customer_id month mrr\n"


def paying(month: str, count: int) -> str:
    return "".join(f"C{number} {month} 10\n" for number in range(count))


def test_a_fall_at_the_end_names_both_counts() -> None:
    revenue = HEADER + paying("2026-05", 10) + paying("2026-06", 6)
    (problem,) = find(last_month_is_whole, recurring_revenue=revenue)
    assert problem.severity is Severity.WARNING
    assert problem.line == 12
    assert problem.value == "2026-06"
    assert "6 customers" in problem.what
    assert "10 in 2026-05" in problem.what


def test_thirty_per_cent_are_not_too_many() -> None:
    revenue = HEADER + paying("2026-05", 10) + paying("2026-06", 7)
    assert not find(last_month_is_whole, recurring_revenue=revenue)


def test_zeros_are_no_customers() -> None:
    revenue = HEADER + paying("2026-05", 2) + paying("2026-06", 1) + "C1 2026-06 0"
    assert len(find(last_month_is_whole, recurring_revenue=revenue)) == 1


def test_an_earlier_fall_is_churn() -> None:
    revenue = HEADER + paying("2026-04", 10) + paying("2026-05", 5) + paying("2026-06", 5)
    assert not find(last_month_is_whole, recurring_revenue=revenue)


def test_a_single_month_has_nothing_before_it() -> None:
    assert not find(last_month_is_whole, recurring_revenue=HEADER + paying("2026-06", 3))
